package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/**
 * Facts that only the first tables compare together, such as the plan, or the harm of a case: all their values, in groups for which
 * those tables conclude the same. The later tables are then searched once for each group, and not for each value.
 *
 * @param inputs the indexes of the inputs
 * @param groups the groups, which have all values together
 * @param givesLevel whether the first tables derive the support level from these facts
 * @param givesCategory whether the first tables derive the SLA category from these facts
 */
record FirstStageGroups(int[] inputs, List<OutcomeGroup> groups, boolean givesLevel, boolean givesCategory) {

    FirstStageGroups {
        groups = List.copyOf(groups);
    }

    /**
     * The facts that a group derives in one version.
     *
     * @param supportLevel the level, or null
     * @param slaCategory the category, or null
     */
    record FirstStageOutcome(
            @Nullable String supportLevel, @Nullable String slaCategory) {}

    /** Values of the facts for which the first tables conclude the same. */
    static final class OutcomeGroup {

        private final List<QueryBox> boxes = new ArrayList<>();
        private final Set<String> changes = new TreeSet<>();
        private final GroupKey key;

        OutcomeGroup(GroupKey key) {
            this.key = key;
        }

        /** The values, as sets of classes for the inputs of the group; other inputs may have any value. */
        List<QueryBox> boxes() {
            return boxes;
        }

        /** The places of changes in rows that match, or would if another fact were sent. */
        Set<String> changedPlaces() {
            return changes;
        }

        FirstStageOutcome outcomeBefore() {
            return key.before();
        }

        FirstStageOutcome outcomeAfter() {
            return key.after();
        }

        /** Returns whether the conclusions of the first tables may differ between the versions. */
        boolean isAffected() {
            return key.affected();
        }

        /** The inputs that were not sent and may be sent later. */
        Set<Integer> absentInputs() {
            return key.sent().absentInputs();
        }

        /** The classes of an input that the later tables compare, too; empty if they do not. */
        Optional<ValueClasses> sharedClasses(int input) {
            return Optional.ofNullable(key.sent().sharedClasses().get(input));
        }

        /** Returns whether an agent has sent the category. */
        boolean hasCategorySent() {
            return key.sent().categorySent();
        }
    }

    /** The properties that all values of a group have in common. */
    record GroupKey(
            List<MatchedRows.MatchConclusions> conclusions,
            FirstStageOutcome before,
            FirstStageOutcome after,
            boolean affected,
            SentFacts sent) {}

    /**
     * The facts that were sent, as far as they matter to the later tables.
     *
     * @param absentInputs the inputs that were not sent and may be sent later
     * @param sharedClasses the classes of inputs that the later tables compare, too
     * @param categorySent whether an agent has sent the category
     */
    record SentFacts(Set<Integer> absentInputs, Map<Integer, ValueClasses> sharedClasses, boolean categorySent) {}
}
