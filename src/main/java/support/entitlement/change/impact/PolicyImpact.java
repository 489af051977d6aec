package support.entitlement.change.impact;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.NameChange;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;

/**
 * Every answer that a change of the tables changes: not a sample, but all of them, unless it says otherwise.
 *
 * <p>From the conditions of both versions follows a finite number of sorts of queries that no row tells apart. Each sort that a
 * changed row has a part in is asked of both versions, and those that are answered otherwise are put together in lines.
 *
 * @param complete whether every query whose answer changes is in one of the lines
 * @param limit why not, and what is missing; null if it is complete
 * @param evaluated how many sorts of queries were asked of both versions
 * @param names names that only one version knows; queries with them are in no line
 * @param lines the answers that change, those that are worse for customers first
 */
public record PolicyImpact(
        boolean complete, @Nullable String limit, int evaluated, List<NameChange> names, List<ImpactLine> lines) {

    /**
     * Queries whose answers change in the same way.
     *
     * @param queries the queries, in words
     * @param plans the plans that both versions know and that these queries may be of
     * @param example one of them
     * @param changes the parts of the answer that change
     * @param direction what that means to the customer
     * @param because the places in the tables that make the difference
     * @param set the queries, to be evaluated under the terms of contracts
     */
    public record ImpactLine(
            String queries,
            List<String> plans,
            Query example,
            List<PartChange> changes,
            Direction direction,
            List<String> because,
            QuerySet set) {

        /** The line as a sentence. */
        public String asSentence() {
            return queries + ": "
                    + String.join(
                            "; ",
                            changes.stream().map(PartChange::describeChange).toList())
                    + (direction == Direction.UNKNOWN ? "" : " (" + direction + ")")
                    + (because.isEmpty() ? "" : ", because of " + String.join(", ", because));
        }
    }

    /**
     * Compares all answers of two versions. Takes seconds where thousands of rows changed.
     *
     * @param limit the time after which the search ends; what it has found by then is told as incomplete
     */
    public static PolicyImpact between(Policy before, Policy after, Duration limit) {
        return between(before, after, limit, () -> false);
    }

    /**
     * Looks for the same for a caller who may leave.
     *
     * @param hasLeft whether nobody waits for the answer any more; asked often, so it has to be cheap
     */
    public static PolicyImpact between(Policy before, Policy after, Duration limit, BooleanSupplier hasLeft) {
        return new ImpactSearch(before, after, limit, hasLeft).findImpact();
    }

    /** How many lines have a direction. */
    public long countLines(Direction direction) {
        return lines.stream().filter(line -> line.direction() == direction).count();
    }
}
