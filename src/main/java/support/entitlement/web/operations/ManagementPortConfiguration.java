package support.entitlement.web.operations;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Import;

/** Configures the server of a management port of its own. Spring Boot finds it by a file of its name in {@code META-INF/spring}. */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
@Import(RequestLoggingConfiguration.class)
class ManagementPortConfiguration {}
