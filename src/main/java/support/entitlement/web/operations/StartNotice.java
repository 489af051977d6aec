package support.entitlement.web.operations;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.security.authentication.TokenAuthenticator;

/** Logs, at the end of the start, the address of the service, the policy in force and the place of the token. */
@Component
class StartNotice {

    private static final Logger LOG = LoggerFactory.getLogger(StartNotice.class);

    private final CurrentPolicy current;
    private final RulesProperties rules;
    private final TokenAuthenticator tokens;

    StartNotice(CurrentPolicy current, RulesProperties rules, TokenAuthenticator tokens) {
        this.current = current;
        this.rules = rules;
        this.tokens = tokens;
    }

    @EventListener
    void logReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            Environment settings = context.getEnvironment();
            boolean secure = isSet("server.ssl.bundle", settings) || isSet("server.ssl.key-store", settings);
            String host = isSet("server.address", settings) ? settings.getProperty("server.address", "") : "localhost";
            String scheme = secure ? "https" : "http";
            int port = context.getWebServer().getPort();
            tokens.keepLink(scheme + "://" + hostOnThisMachine(host) + ":" + port
                    + settings.getProperty("server.servlet.context-path", "") + "/");
            LOG.info(
                    "Ready at {}://{}:{}{}. Rules directory: {}. {}. {}.",
                    scheme,
                    host,
                    port,
                    describeManagement(settings, port),
                    describeDirectory(),
                    inForce(current.status()),
                    tokens.describeLocation());
        }
    }

    private static boolean isSet(String name, Environment settings) {
        return StringUtils.hasText(settings.getProperty(name));
    }

    private static String describeManagement(Environment environment, int port) {
        String own = environment.getProperty("local.management.port", String.valueOf(port));
        return own.equals(String.valueOf(port)) ? "" : ", for health and metrics at port " + own;
    }

    /** Returns the name under which a browser on this machine reaches the service. */
    private static String hostOnThisMachine(String host) {
        return Set.of("0.0.0.0", "::").contains(host) ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    }

    private String describeDirectory() {
        return rules.directory().toString().isEmpty()
                ? "none"
                : rules.directory().toAbsolutePath().normalize().toString();
    }

    private static String inForce(PolicyStatus status) {
        PolicyStatus.InForce inForce = status.inForce();
        if (inForce == null) {
            return "No policy is in force: GET /v1/policy says why";
        }
        String policy = "policy " + inForce.policy().revision();
        return inForce.release() == null
                ? "In force: " + policy + ", until the log of releases can be reached"
                : "In force: release " + inForce.release().id() + ", " + policy;
    }
}
