package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import support.entitlement.decision.Verdict;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.text.NormalForm;

/**
 * Compares two answers to one query, part by part. What explains an answer is no part of it: the rows that made it, their notes,
 * and the tables that have none. Whether the channel that was asked about is allowed follows from the channels.
 */
final class DecisionDiff {

    private final PartChanges changes = new PartChanges();

    private DecisionDiff() {}

    /** Returns the parts in which the newer of two answers differs; none if the answers are the same. */
    static List<PartChange> compareDecisions(Decision before, Decision after) {
        DecisionDiff answers = new DecisionDiff();
        answers.compareAll(before, after);
        return answers.changes.all();
    }

    private void compareAll(Decision before, Decision after) {
        changes.addChange(
                "entitled",
                verdictOf(before).toString(),
                verdictOf(after).toString(),
                PartChanges.directionOfGain(before.entitled(), after.entitled()));
        if (!before.entitled() && !after.entitled()) {
            changes.compareUnrated("reason", before.reasonCode(), after.reasonCode());
        }
        changes.compareUnrated("reason in words", before.reasonText(), after.reasonText());
        changes.compareNames("support level", before.supportLevel(), after.supportLevel());
        compareCategories(before.slaCategory(), after.slaCategory());
        changes.compareUnrated("covers", before.covers(), after.covers());
        compareChannels(before, after);
        changes.compareUnrated(
                "excluded channels", joinSorted(before.exceptChannels()), joinSorted(after.exceptChannels()));
        compareGuarantees(before.guarantee(), after.guarantee());
        changes.addChange(
                "priority flag",
                yesNo(before.priorityFlag()),
                yesNo(after.priorityFlag()),
                PartChanges.directionOfGain(before.priorityFlag(), after.priorityFlag()));
        changes.comparePresence("on-call", onCallCoverage(before.onCall()), onCallCoverage(after.onCall()));
        new MilestoneDiff(changes).compareMilestones(before.milestones(), after.milestones());
        compareCommitments(before.commitments(), after.commitments());
        compareAllowances(before.allowance(), after.allowance());
        Set<String> terms = new TreeSet<>(before.terms().keySet());
        terms.addAll(after.terms().keySet());
        terms.forEach(term -> changes.compareUnrated(
                term, before.terms().get(term), after.terms().get(term)));
        changes.compareNames("refer to", before.referTo(), after.referTo());
        changes.compareUnrated("notice", before.notice(), after.notice());
        changes.compareUnrated(
                "missing facts", joinSorted(before.missingPointers()), joinSorted(after.missingPointers()));
    }

    private static @Nullable String joinValues(List<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static @Nullable String joinSorted(List<String> values) {
        return joinValues(values.stream().sorted().toList());
    }

    private static Verdict verdictOf(Decision decision) {
        return decision.entitledStated() ? Verdict.ofFlag(decision.entitled()) : Verdict.NOT_STATED;
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private void compareCategories(@Nullable SlaCategory before, @Nullable SlaCategory after) {
        changes.compareNames("SLA category", before == null ? null : before.id(), after == null ? null : after.id());
        changes.compareUnrated(
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
        changes.addChange(
                "channels",
                describeChannels(before),
                describeChannels(after),
                before.entitled() && after.entitled() && before.channelsStated() != after.channelsStated()
                        ? Direction.UNKNOWN
                        : directionOfInclusion(old, now));
    }

    private static List<OfferedChannel> withComparableNames(List<OfferedChannel> channels) {
        return channels.stream()
                .map(channel -> new OfferedChannel(
                        NormalForm.key(channel.name()),
                        channel.medium(),
                        channel.terms(),
                        channel.calendar() == null ? null : NormalForm.key(channel.calendar())))
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
        if (channel.calendar() != null) {
            words.add("open during " + channel.calendar());
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
        changes.addChange(
                "guarantee",
                before == null ? null : PartChanges.textOf(before.kind()),
                after == null ? null : PartChanges.textOf(after.kind()),
                Direction.ofGrowth(guaranteeRank(after) - guaranteeRank(before)));
        changes.compareUnrated(
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

    private void compareCommitments(List<String> before, List<String> after) {
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> changes.comparePresence("commitment", each, null));
        after.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> changes.comparePresence("commitment", null, each));
        if (!before.equals(after) && new HashSet<>(before).equals(new HashSet<>(after))) {
            changes.compareUnrated("commitments", joinValues(before), joinValues(after));
        }
    }

    private void compareAllowances(@Nullable Allowance before, @Nullable Allowance after) {
        if (Objects.equals(before, after)) {
            return;
        }
        boolean comparable = before != null
                && after != null
                && PartChanges.areOneName(before.unit(), after.unit())
                && Objects.equals(before.per(), after.per())
                && before.carryOver().equals(after.carryOver())
                && before.limit() == after.limit()
                && before.rules().equals(after.rules())
                && before.alsoLimited().equals(after.alsoLimited());
        if (comparable && before.exactAmount().equals(after.exactAmount())) {
            return;
        }
        changes.addChange(
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
                : allowance.allLimits().stream()
                        .map(DecisionDiff::describeLimit)
                        .collect(Collectors.joining("; and "));
    }

    private static String describeLimit(Allowance limit) {
        return limit.amountInWords()
                + (limit.unit() == null ? "" : " " + limit.unit())
                + (limit.per() == null ? "" : " a " + limit.per())
                + (limit.carryOver().isNone() ? "" : ", left over for " + limit.carryOver())
                + (limit.limit() == Limit.HARD ? "" : ", " + limit.limit())
                + limit.rules().inOneText();
    }
}
