package support.entitlement.web.operations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The content of the log.
 *
 * @param access true if each request is logged once it has been answered
 */
@ConfigurationProperties("entitlement.logging")
record LoggingProperties(@DefaultValue("false") boolean access) {}
