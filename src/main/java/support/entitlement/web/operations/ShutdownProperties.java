package support.entitlement.web.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stop of the service.
 *
 * @param drain the time after SIGTERM in which the service is not ready any more and answers everything, so that load balancers send
 *     requests elsewhere before it takes none
 */
@ConfigurationProperties("entitlement.shutdown")
record ShutdownProperties(@DefaultValue("0s") Duration drain) {

    /** Refuses a time that cannot be waited for. */
    ShutdownProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("entitlement.shutdown.drain must not be negative.");
        }
    }
}
