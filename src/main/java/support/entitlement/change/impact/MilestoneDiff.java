package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Milestone.PauseEvents;
import support.entitlement.decision.PromiseKey;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/** Compares the promises of two answers, by the names of milestones and, if there are several of one name, by what tells them apart. */
final class MilestoneDiff {

    private final PartChanges changes;

    MilestoneDiff(PartChanges changes) {
        this.changes = changes;
    }

    /** Adds every difference between two lists of milestones, their order included. */
    void compareMilestones(List<Milestone> before, List<Milestone> after) {
        Map<PromiseKey, Milestone> old = PromiseKey.assignKeys(before, Map.of());
        Map<PromiseKey, Milestone> now = PromiseKey.assignKeys(after, old);
        Set<PromiseKey> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        for (PromiseKey key : keys) {
            Milestone was = old.get(key);
            Milestone is = now.get(key);
            String name = milestoneName(key, is != null ? is : Objects.requireNonNull(was));
            if (was == null || is == null) {
                changes.comparePresence(
                        name, was == null ? null : describeMilestone(was), is == null ? null : describeMilestone(is));
            } else {
                compareMilestone(name, was, is);
            }
        }
        List<PromiseKey> stayed =
                keys.stream().filter(old::containsKey).filter(now::containsKey).toList();
        if (!inOrder(old, stayed).equals(inOrder(now, stayed))) {
            changes.compareUnrated("order of milestones", inWords(old, stayed), inWords(now, stayed));
        }
    }

    private static List<PromiseKey> inOrder(Map<PromiseKey, Milestone> milestones, Collection<PromiseKey> some) {
        return milestones.keySet().stream().filter(some::contains).toList();
    }

    private static String inWords(Map<PromiseKey, Milestone> milestones, Collection<PromiseKey> some) {
        return inOrder(milestones, some).stream()
                .map(key -> milestoneName(key, milestones.get(key)))
                .collect(Collectors.joining(", "));
    }

    /** Returns the name of a milestone, and a number behind it if another promise of the name comes before. */
    private static String milestoneName(PromiseKey key, Milestone milestone) {
        return key.number() == 0 ? milestone.name() : milestone.name() + " (" + (key.number() + 1) + ")";
    }

    private void compareMilestone(String name, Milestone was, Milestone is) {
        boolean sameClock = PartChanges.areOneName(was.calendar(), is.calendar())
                && PartChanges.areOneName(was.startsAt(), is.startsAt())
                && PartChanges.areOneName(was.startsDuring(), is.startsDuring());
        compareTimes(
                name,
                was.within(),
                is.within(),
                sameClock ? directionOfTimes(was.firstWithin(), is.firstWithin()) : Direction.UNKNOWN);
        changes.compareNames(name + ", counted in", was.calendar(), is.calendar());
        changes.compareNames(name + ", counted from", was.startsAt(), is.startsAt());
        changes.compareNames(name + ", started during", was.startsDuring(), is.startsDuring());
        changes.compareNames(name + ", reached by", was.endsAt(), is.endsAt());
        if (!haveSamePauses(was, is)) {
            changes.compareUnrated(name + ", paused by", pausesOf(was), pausesOf(is));
        }
        compareTimes(
                name + ", again every",
                was.every(),
                is.every(),
                sameClock ? directionOfTimes(was.every(), is.every()) : Direction.UNKNOWN);
        compareRepetitionEnds(name + ", repeated until", was, is);
        changes.addChange(
                name + ", strength",
                was.strength().toString(),
                is.strength().toString(),
                Direction.ofGrowth(was.strength().compareTo(is.strength())));
    }

    /** Compares the ends of two repetitions: one that ends with the case only promises more than one that ends before. */
    private void compareRepetitionEnds(String part, Milestone was, Milestone is) {
        if (!haveSameNames(was.repeatedUntil(), is.repeatedUntil())) {
            String before = joinOrNull(was.repeatedUntil());
            String after = joinOrNull(is.repeatedUntil());
            boolean bothRepeated = was.every() != null && is.every() != null;
            changes.addChange(
                    part,
                    before,
                    after,
                    bothRepeated && (before == null || after == null)
                            ? PartChanges.directionOfGain(before == null, after == null)
                            : Direction.UNKNOWN);
        }
    }

    /** Returns true if two lists of events of which one suffices have the same names: their order does not count. */
    private static boolean haveSameNames(List<String> before, List<String> after) {
        return keysOf(before).equals(keysOf(after));
    }

    private static Set<String> keysOf(List<String> names) {
        return names.stream().map(NormalForm::key).collect(Collectors.toSet());
    }

    private static @Nullable String joinOrNull(List<String> events) {
        return events.isEmpty() ? null : String.join(" or ", events);
    }

    private void compareTimes(String part, @Nullable Within before, @Nullable Within after, Direction direction) {
        boolean same = before != null && after != null && before.inDays().equals(after.inDays());
        if (!same) {
            changes.addChange(part, describeTime(before), describeTime(after), direction);
        }
    }

    private static Direction directionOfTimes(@Nullable Within before, @Nullable Within after) {
        if (before == null || after == null) {
            return PartChanges.directionOfGain(before != null, after != null);
        }
        Within was = before.inDays();
        Within is = after.inDays();
        if (was.unit() != is.unit()) {
            return Direction.UNKNOWN;
        }
        return Direction.ofGrowth(
                was.most() == is.most() ? Long.compare(was.least(), is.least()) : Long.compare(was.most(), is.most()));
    }

    private static boolean haveSamePauses(Milestone was, Milestone is) {
        PauseEvents before = was.pauses();
        PauseEvents after = is.pauses();
        return before == null || after == null
                ? before == after
                : haveSameNames(before.pausedBy(), after.pausedBy())
                        && haveSameNames(before.resumedBy(), after.resumedBy());
    }

    private static @Nullable String pausesOf(Milestone milestone) {
        return milestone.pauses() == null
                ? null
                : String.join(", ", milestone.pauses().pausedBy()) + " until "
                        + String.join(", ", milestone.pauses().resumedBy());
    }

    private static String describeMilestone(Milestone milestone) {
        List<String> words = new ArrayList<>();
        if (milestone.within() != null) {
            words.add("within " + describeTime(milestone.within()));
        }
        if (milestone.every() != null) {
            words.add("every " + describeTime(milestone.every())
                    + (milestone.repeatedUntil().isEmpty() ? "" : " until " + joinOrNull(milestone.repeatedUntil())));
        }
        words.add(milestone.calendar() == null ? "no stated calendar" : milestone.calendar());
        return String.join(", ", words);
    }

    private static @Nullable String describeTime(@Nullable Within within) {
        return within == null ? null : within.inWords();
    }
}
