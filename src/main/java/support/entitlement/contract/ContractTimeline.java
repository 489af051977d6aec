package support.entitlement.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The periods in which versions of a customer's contract are in force.
 *
 * @param periods the periods in their order; between two of them, there may be time without a contract
 */
public record ContractTimeline(String customer, List<Period> periods) {

    /** Copies the list. */
    public ContractTimeline {
        periods = List.copyOf(periods);
    }

    /**
     * A period in which one version is in force.
     *
     * @param content identifies what the version says
     * @param end the first instant at which it is not in force any more; null if there is none
     */
    public record Period(
            UUID content, Instant start, @Nullable Instant end) {

        /** Returns this period without the time from an instant on. */
        Period endBy(Instant instant) {
            return end == null || instant.isBefore(end) ? new Period(content, start, instant) : this;
        }

        /** Returns whether any of it is after an instant, or at it. */
        boolean lastsAfter(Instant instant) {
            return end == null || end.isAfter(instant) && end.isAfter(start);
        }
    }
}
