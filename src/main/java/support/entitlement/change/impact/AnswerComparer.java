package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.text.NormalForm;

/** Compares the answers of two versions of the tables. Not thread-safe; for one search. */
public final class AnswerComparer {

    private final Policy before;
    private final Policy after;
    private final ChangedRows changed;
    private final Map<Milestone, Boolean> countedAlike = new HashMap<>();
    private final Map<String, Boolean> openAlike = new HashMap<>();

    /** Compares all rows of both versions first, which takes time for large tables. */
    public AnswerComparer(Policy before, Policy after) {
        this(before, after, ChangedRows.between(before, after));
    }

    AnswerComparer(Policy before, Policy after, ChangedRows changed) {
        this.before = before;
        this.after = after;
        this.changed = changed;
    }

    /** Returns the parts in which the answers to a query differ; the query is given in the spelling of each version. */
    List<PartChange> compareAnswers(Query queryBefore, Query queryAfter) {
        return compareDecisions(before.decideUncached(queryBefore), after.decideUncached(queryAfter));
    }

    /** Returns the parts in which two answers to one query differ, of the older and of the newer version. */
    public List<PartChange> compareDecisions(Decision old, Decision now) {
        List<PartChange> changes = new ArrayList<>(DecisionDiff.compareDecisions(old, now));
        changedDueTimes(old, now).forEach(changes::add);
        changedHours(old, now).forEach(changes::add);
        return changes;
    }

    /** Returns whether any calendar is, or may be, open at other times than before. */
    public boolean hasChangedCalendars() {
        return changed.hasChangedCalendars();
    }

    /** Returns whether any channel is described otherwise than before. */
    public boolean hasChangedChannels() {
        return changed.hasChangedChannels();
    }

    /** Finds milestones with an unchanged promise in a calendar that is open at other times than before. */
    private Stream<PartChange> changedDueTimes(Decision old, Decision now) {
        return now.milestones().stream()
                .filter(milestone -> old.milestones().stream().anyMatch(was -> haveSameCalendars(was, milestone)))
                .flatMap(milestone -> calendarsOf(milestone)
                        .filter(changed::isChanged)
                        .filter(calendar -> !isCountedAlike(milestone))
                        .map(calendar -> new PartChange(
                                milestone.name() + ": falls due by other hours of “" + calendar + "”",
                                null,
                                null,
                                Direction.UNKNOWN)))
                .distinct();
    }

    private static Stream<String> calendarsOf(Milestone milestone) {
        return Stream.of(Optional.ofNullable(milestone.calendar()), Optional.ofNullable(milestone.startsDuring()))
                .flatMap(Optional::stream)
                .distinct();
    }

    /** Finds channels of an unchanged calendar that is open at other times than before. */
    private Stream<PartChange> changedHours(Decision old, Decision now) {
        return now.channels().stream()
                .filter(channel -> channel.calendar() != null && changed.isChanged(channel.calendar()))
                .filter(channel -> old.channels().stream().anyMatch(was -> haveSameHours(was, channel)))
                .filter(channel -> !isOpenAlike(channel.calendar()))
                .map(channel -> new PartChange(
                        channel.name() + ": is open at other hours of “" + channel.calendar() + "”",
                        null,
                        null,
                        Direction.UNKNOWN));
    }

    private static boolean haveSameHours(OfferedChannel one, OfferedChannel other) {
        return NormalForm.areSame(one.name(), other.name())
                && one.calendar() != null
                && other.calendar() != null
                && NormalForm.areSame(one.calendar(), other.calendar());
    }

    private boolean isOpenAlike(String calendar) {
        return openAlike.computeIfAbsent(calendar, each -> after.isOpenLike(before, each));
    }

    private boolean isCountedAlike(Milestone milestone) {
        return countedAlike.computeIfAbsent(milestone, each -> after.countsLike(before, each));
    }

    private static boolean haveSameCalendars(Milestone one, Milestone other) {
        return one.name().equals(other.name())
                && PartChanges.areOneName(one.calendar(), other.calendar())
                && PartChanges.areOneName(one.startsDuring(), other.startsDuring());
    }
}
