package support.entitlement.release.impact;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Time limits for the search for answers that a change of the tables changes. At the limit the result is incomplete.
 *
 * @param releaseLimit for a release, after it has come into force
 * @param checkLimit for a check, whose caller waits for it
 */
@ConfigurationProperties("entitlement.impact")
public record ImpactProperties(
        @DefaultValue("60s") Duration releaseLimit,
        @DefaultValue("20s") Duration checkLimit) {

    /** Refuses limits of less than a millisecond. */
    public ImpactProperties {
        requirePositive("release-limit", releaseLimit);
        requirePositive("check-limit", checkLimit);
    }

    private static void requirePositive(String name, Duration limit) {
        if (limit.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "entitlement.impact." + name + " is " + limit.toMillis() + " ms and must be at least 1 ms.");
        }
    }
}
