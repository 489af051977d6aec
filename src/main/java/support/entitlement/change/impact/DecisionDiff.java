package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.text.NormalForm;

/**
 * Compares two answers to one query, part by part. What explains an answer is no part of it: the rows that made it, their notes,
 * and the tables that have none. Whether the channel that was asked about is allowed follows from the channels.
 */
final class DecisionDiff {

    private final List<PartChange> changes = new ArrayList<>();

    private DecisionDiff() {}

    /** What the newer of two answers says otherwise; nothing if they are the same. */
    static List<PartChange> compareDecisions(Decision before, Decision after) {
        DecisionDiff answers = new DecisionDiff();
        answers.compareAll(before, after);
        return List.copyOf(answers.changes);
    }

    private void compareAll(Decision before, Decision after) {
        addChange(
                "entitled",
                yesNo(before.entitled()),
                yesNo(after.entitled()),
                directionOfGain(before.entitled(), after.entitled()));
        if (!before.entitled() && !after.entitled()) {
            compareUnrated("reason", before.reason(), after.reason());
        }
        compareNames("support level", before.supportLevel(), after.supportLevel());
        compareCategories(before.slaCategory(), after.slaCategory());
        compareUnrated("covers", before.covers(), after.covers());
        compareChannels(before, after);
        compareGuarantees(before.guarantee(), after.guarantee());
        addChange(
                "priority flag",
                yesNo(before.priorityFlag()),
                yesNo(after.priorityFlag()),
                directionOfGain(before.priorityFlag(), after.priorityFlag()));
        comparePresence("on-call", onCallCoverage(before.onCall()), onCallCoverage(after.onCall()));
        compareMilestones(before.milestones(), after.milestones());
        compareCommitments(before.commitments(), after.commitments());
        compareAllowances(before.allowance(), after.allowance());
        Set<String> terms = new TreeSet<>(before.terms().keySet());
        terms.addAll(after.terms().keySet());
        terms.forEach(term ->
                compareUnrated(term, before.terms().get(term), after.terms().get(term)));
        compareNames("refer to", before.referTo(), after.referTo());
        compareUnrated("notice", before.notice(), after.notice());
        compareUnrated("missing facts", joinSorted(before.missingPointers()), joinSorted(after.missingPointers()));
    }

    /** A name, which is the same in whatever case it is written. */
    private void compareNames(String part, @Nullable String before, @Nullable String after) {
        if (!areOneName(before, after)) {
            compareUnrated(part, before, after);
        }
    }

    private static boolean areOneName(@Nullable String before, @Nullable String after) {
        return before != null && after != null
                ? NormalForm.key(before).equals(NormalForm.key(after))
                : Objects.equals(before, after);
    }

    private void addChange(String part, @Nullable String before, @Nullable String after, Direction direction) {
        if (!Objects.equals(before, after)) {
            changes.add(new PartChange(part, before, after, direction));
        }
    }

    private void compareUnrated(String part, @Nullable Object before, @Nullable Object after) {
        addChange(part, textOf(before), textOf(after), Direction.UNKNOWN);
    }

    /** Something that is better to have than not to have. */
    private void comparePresence(String part, @Nullable String before, @Nullable String after) {
        addChange(part, before, after, directionOfGain(before != null, after != null));
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String joinValues(List<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static @Nullable String joinSorted(List<String> values) {
        return joinValues(values.stream().sorted().toList());
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static Direction directionOfGain(boolean before, boolean after) {
        return Direction.ofGrowth(Boolean.compare(after, before));
    }

    private void compareCategories(@Nullable SlaCategory before, @Nullable SlaCategory after) {
        compareNames("SLA category", before == null ? null : before.id(), after == null ? null : after.id());
        compareUnrated(
                "definition", before == null ? null : before.definition(), after == null ? null : after.definition());
    }

    private void compareChannels(Decision before, Decision after) {
        List<OfferedChannel> inOrder = withComparableNames(before.channels());
        List<OfferedChannel> inOrderNow = withComparableNames(after.channels());
        if (before.channelsStated() == after.channelsStated() && inOrder.equals(inOrderNow)) {
            return;
        }
        Set<OfferedChannel> old = new HashSet<>(inOrder);
        Set<OfferedChannel> now = new HashSet<>(inOrderNow);
        addChange(
                "channels",
                describeChannels(before),
                describeChannels(after),
                before.entitled() && after.entitled() && before.channelsStated() != after.channelsStated()
                        ? Direction.UNKNOWN
                        : directionOfInclusion(old, now));
    }

    private static List<OfferedChannel> withComparableNames(List<OfferedChannel> channels) {
        return channels.stream()
                .map(channel -> new OfferedChannel(NormalForm.key(channel.name()), channel.medium(), channel.terms()))
                .toList();
    }

    private static @Nullable String describeChannels(Decision decision) {
        if (decision.entitled() && !decision.channelsStated()) {
            return "not stated";
        }
        return decision.channels().isEmpty()
                ? null
                : decision.channels().stream()
                        .map(DecisionDiff::describeChannel)
                        .collect(Collectors.joining(", "));
    }

    private static String describeChannel(OfferedChannel channel) {
        List<String> words = new ArrayList<>();
        if (channel.medium() != null) {
            words.add(channel.medium());
        }
        if (channel.terms() != null) {
            words.add(channel.terms());
        }
        return channel.name() + (words.isEmpty() ? "" : " (" + String.join("; ", words) + ")");
    }

    private static <T> Direction directionOfInclusion(Set<T> before, Set<T> after) {
        return before.equals(after)
                ? Direction.UNKNOWN
                : after.containsAll(before)
                        ? Direction.BETTER
                        : before.containsAll(after) ? Direction.WORSE : Direction.UNKNOWN;
    }

    private void compareGuarantees(@Nullable Guarantee before, @Nullable Guarantee after) {
        addChange(
                "guarantee",
                before == null ? null : textOf(before.kind()),
                after == null ? null : textOf(after.kind()),
                Direction.ofGrowth(guaranteeRank(after) - guaranteeRank(before)));
        compareUnrated(
                "guarantee in words", before == null ? null : before.text(), after == null ? null : after.text());
    }

    /** A time is more than a flag or an effort, and these, which cannot be compared, are more than nothing. */
    private static int guaranteeRank(@Nullable Guarantee guarantee) {
        GuaranteeKind kind = guarantee == null || guarantee.kind() == null ? GuaranteeKind.NONE : guarantee.kind();
        return switch (kind) {
            case RESPONSE_TIME -> 2;
            case PRIORITY_FLAG, BEST_EFFORT -> 1;
            case NONE -> 0;
        };
    }

    private static @Nullable String onCallCoverage(@Nullable OnCall onCall) {
        return onCall == null ? null : onCall.coverage();
    }

    private void compareMilestones(List<Milestone> before, List<Milestone> after) {
        Map<String, Milestone> old = byName(before);
        Map<String, Milestone> now = byName(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String key : names) {
            Milestone was = old.get(key);
            Milestone is = now.get(key);
            String name = milestoneName(key, is != null ? is : Objects.requireNonNull(was));
            if (was == null || is == null) {
                comparePresence(
                        name, was == null ? null : describeMilestone(was), is == null ? null : describeMilestone(is));
            } else {
                compareMilestone(name, was, is);
            }
        }
        List<String> stayed =
                names.stream().filter(old::containsKey).filter(now::containsKey).toList();
        if (!inOrder(old, stayed).equals(inOrder(now, stayed))) {
            compareUnrated("order of milestones", inWords(old, stayed), inWords(now, stayed));
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

    /** By name; a second one of the same name is called so. */
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
        boolean sameClock = areOneName(was.calendar(), is.calendar()) && areOneName(was.startsAt(), is.startsAt());
        compareTimes(name, was.within(), is.within(), sameClock);
        compareNames(name + ", counted in", was.calendar(), is.calendar());
        compareNames(name + ", counted from", was.startsAt(), is.startsAt());
        compareNames(name + ", reached by", was.endsAt(), is.endsAt());
        compareTimes(name + ", again every", was.every(), is.every(), sameClock);
        addChange(
                name + ", strength",
                was.strength().toString(),
                is.strength().toString(),
                Direction.ofGrowth(was.strength().compareTo(is.strength())));
    }

    private void compareTimes(String part, @Nullable Within before, @Nullable Within after, boolean sameClock) {
        boolean same = before != null && after != null && before.inDays().equals(after.inDays());
        if (!same) {
            addChange(
                    part,
                    describeTime(before),
                    describeTime(after),
                    sameClock ? directionOfTimes(before, after) : Direction.UNKNOWN);
        }
    }

    private static Direction directionOfTimes(@Nullable Within before, @Nullable Within after) {
        if (before == null || after == null) {
            return directionOfGain(before != null, after != null);
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

    private void compareCommitments(List<String> before, List<String> after) {
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> comparePresence("commitment", each, null));
        after.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> comparePresence("commitment", null, each));
        if (!before.equals(after) && new HashSet<>(before).equals(new HashSet<>(after))) {
            compareUnrated("commitments", joinValues(before), joinValues(after));
        }
    }

    private void compareAllowances(@Nullable Allowance before, @Nullable Allowance after) {
        boolean comparable = before != null
                && after != null
                && areOneName(before.unit(), after.unit())
                && Objects.equals(before.per(), after.per())
                && before.carryOver().equals(after.carryOver())
                && before.limit() == after.limit();
        if (comparable && before.exactAmount().equals(after.exactAmount())) {
            return;
        }
        addChange(
                "allowance",
                describeAllowance(before),
                describeAllowance(after),
                comparable
                        ? Direction.ofGrowth(Double.compare(
                                after.amount().doubleValue(), before.amount().doubleValue()))
                        : Direction.UNKNOWN);
    }

    private static @Nullable String describeAllowance(@Nullable Allowance allowance) {
        return allowance == null
                ? null
                : allowance.amount()
                        + (allowance.unit() == null ? "" : " " + allowance.unit())
                        + (allowance.per() == null ? "" : " a " + allowance.per())
                        + (allowance.carryOver().isNone() ? "" : ", left over for " + allowance.carryOver())
                        + (allowance.limit() == Limit.HARD ? "" : ", " + allowance.limit());
    }
}
