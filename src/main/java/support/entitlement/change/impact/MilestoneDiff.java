package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/** Compares the milestones of two answers, by their names. */
final class MilestoneDiff {

    private final PartChanges changes;

    MilestoneDiff(PartChanges changes) {
        this.changes = changes;
    }

    /** Adds every difference between two lists of milestones, their order included. */
    void compareMilestones(List<Milestone> before, List<Milestone> after) {
        Map<String, Milestone> old = byName(before);
        Map<String, Milestone> now = byName(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String key : names) {
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
        List<String> stayed =
                names.stream().filter(old::containsKey).filter(now::containsKey).toList();
        if (!inOrder(old, stayed).equals(inOrder(now, stayed))) {
            changes.compareUnrated("order of milestones", inWords(old, stayed), inWords(now, stayed));
        }
    }

    private static List<String> inOrder(Map<String, Milestone> milestones, Collection<String> some) {
        return milestones.keySet().stream().filter(some::contains).toList();
    }

    private static String inWords(Map<String, Milestone> milestones, Collection<String> some) {
        return inOrder(milestones, some).stream()
                .map(key -> milestoneName(key, milestones.get(key)))
                .collect(Collectors.joining(", "));
    }

    /** Returns milestones by their names. A second one of the same name has its number behind it. */
    private static Map<String, Milestone> byName(List<Milestone> milestones) {
        Map<String, Milestone> byName = new LinkedHashMap<>();
        for (Milestone milestone : milestones) {
            String key = NormalForm.key(milestone.name());
            for (int number = 2; byName.containsKey(key); number++) {
                key = NormalForm.key(milestone.name()) + " (" + number + ")";
            }
            byName.put(key, milestone);
        }
        return byName;
    }

    private static String milestoneName(String key, Milestone milestone) {
        return milestone.name() + key.substring(NormalForm.key(milestone.name()).length());
    }

    private void compareMilestone(String name, Milestone was, Milestone is) {
        boolean sameClock = PartChanges.areOneName(was.calendar(), is.calendar())
                && PartChanges.areOneName(was.startsAt(), is.startsAt());
        compareTimes(name, was.within(), is.within(), sameClock);
        changes.compareNames(name + ", counted in", was.calendar(), is.calendar());
        changes.compareNames(name + ", counted from", was.startsAt(), is.startsAt());
        changes.compareNames(name + ", reached by", was.endsAt(), is.endsAt());
        compareTimes(name + ", again every", was.every(), is.every(), sameClock);
        changes.addChange(
                name + ", strength",
                was.strength().toString(),
                is.strength().toString(),
                Direction.ofGrowth(was.strength().compareTo(is.strength())));
    }

    private void compareTimes(String part, @Nullable Within before, @Nullable Within after, boolean sameClock) {
        boolean same = before != null && after != null && before.inDays().equals(after.inDays());
        if (!same) {
            changes.addChange(
                    part,
                    describeTime(before),
                    describeTime(after),
                    sameClock ? directionOfTimes(before, after) : Direction.UNKNOWN);
        }
    }

    private static Direction directionOfTimes(@Nullable Within before, @Nullable Within after) {
        if (before == null || after == null) {
            return PartChanges.directionOfGain(before != null, after != null);
        }
        return before.inDays().unit() == after.inDays().unit()
                ? Direction.ofGrowth(
                        Long.compare(before.inDays().most(), after.inDays().most()))
                : Direction.UNKNOWN;
    }

    private static String describeMilestone(Milestone milestone) {
        List<String> words = new ArrayList<>();
        if (milestone.within() != null) {
            words.add("within " + describeTime(milestone.within()));
        }
        if (milestone.every() != null) {
            words.add("every " + describeTime(milestone.every()));
        }
        words.add(milestone.calendar());
        return String.join(", ", words);
    }

    private static @Nullable String describeTime(@Nullable Within within) {
        return within == null ? null : within.inWords();
    }
}
