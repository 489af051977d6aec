package support.entitlement.security.authentication;

import jakarta.annotation.PostConstruct;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Binds the server to the loopback address if neither tokens nor an issuer are configured, unless {@code
 * server.address} is set: such a service is meant for this machine only. The server of {@code management.server.port}
 * is bound alike, unless {@code management.server.address} is set.
 */
@Component
class LoopbackAddress implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackAddress.class);

    private final ObjectProvider<ServerProperties> server;
    private final ObjectProvider<ManagementServerProperties> management;
    private final GeneratedToken generated;

    LoopbackAddress(
            ObjectProvider<ServerProperties> server,
            ObjectProvider<ManagementServerProperties> management,
            GeneratedToken generated) {
        this.server = server;
        this.management = management;
        this.generated = generated;
    }

    /** Spring Boot applies no customizer of this context to the server of management, but reads these properties. */
    @PostConstruct
    void bindManagementServer() {
        management.ifAvailable(properties -> {
            if (generated.isInUse() && properties.getAddress() == null) {
                properties.setAddress(InetAddress.getLoopbackAddress());
            }
        });
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        ServerProperties properties = server.getIfAvailable();
        if (generated.isInUse() && (properties == null || properties.getAddress() == null)) {
            factory.setAddress(InetAddress.getLoopbackAddress());
            LOG.info(
                    "Only programs on this machine can reach the service, as neither a token nor an issuer is configured."
                            + " With server.address=0.0.0.0 it listens on every address.");
        }
    }

    /** Runs after Spring Boot's own customizer, which applies the configured address. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
