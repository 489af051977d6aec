package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.text.NormalForm;

/** Evaluates a query in both versions and compares the answers. Not thread-safe; for one search. */
final class AnswerComparer {

    private final Policy before;
    private final Policy after;
    private final ChangedRows changed;
    private final Map<Milestone, Boolean> countedAlike = new HashMap<>();

    AnswerComparer(Policy before, Policy after, ChangedRows changed) {
        this.before = before;
        this.after = after;
        this.changed = changed;
    }

    /** Returns the parts in which the answers to a query differ; the query is given in the spelling of each version. */
    List<PartChange> compareAnswers(Query queryBefore, Query queryAfter) {
        Decision old = before.decideUncached(queryBefore);
        Decision now = after.decideUncached(queryAfter);
        List<PartChange> changes = new ArrayList<>(DecisionDiff.compareDecisions(old, now));
        changedDueTimes(old, now).forEach(changes::add);
        return changes;
    }

    /** Finds milestones with an unchanged promise in a calendar that is open at other times than before. */
    private Stream<PartChange> changedDueTimes(Decision old, Decision now) {
        return now.milestones().stream()
                .filter(milestone -> changed.isChanged(milestone.calendar()))
                .filter(milestone -> old.milestones().stream().anyMatch(was -> haveSameCalendar(was, milestone)))
                .filter(milestone -> !isCountedAlike(milestone))
                .map(milestone -> new PartChange(
                        milestone.name() + ": falls due by other hours of “" + milestone.calendar() + "”",
                        null,
                        null,
                        Direction.UNKNOWN))
                .distinct();
    }

    private boolean isCountedAlike(Milestone milestone) {
        return countedAlike.computeIfAbsent(milestone, each -> after.countsLike(before, each));
    }

    private static boolean haveSameCalendar(Milestone one, Milestone other) {
        return one.name().equals(other.name()) && NormalForm.areSame(one.calendar(), other.calendar());
    }
}
