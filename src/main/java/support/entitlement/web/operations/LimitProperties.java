package support.entitlement.web.operations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of callers.
 *
 * @param requestsPerMinute how many requests each holder of a token may send; 0 if there is no limit
 */
@ConfigurationProperties("entitlement.limits")
record LimitProperties(@DefaultValue("0") int requestsPerMinute) {

    /** Refuses a number that no request could keep. */
    LimitProperties {
        if (requestsPerMinute < 0) {
            throw new IllegalArgumentException("entitlement.limits.requests-per-minute is " + requestsPerMinute
                    + " and must not be negative; 0 means no limit.");
        }
    }
}
