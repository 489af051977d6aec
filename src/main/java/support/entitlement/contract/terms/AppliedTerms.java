package support.entitlement.contract.terms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.DecisionBuilder;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;

/**
 * The parts of an answer that take the place of published ones.
 *
 * @param channels the ways to reach support; null if they stay as they are
 * @param ownTerms the analysts' own terms
 * @param rows the rows that led to the decision
 */
record AppliedTerms(
        @Nullable List<OfferedChannel> channels,
        @Nullable Guarantee guarantee,
        List<Milestone> milestones,
        @Nullable Allowance allowance,
        Map<String, String> ownTerms,
        List<MatchedRow> rows) {

    /** Returns a decision with these terms in place of its own. */
    Decision applyTo(Decision decision) {
        List<OfferedChannel> offered = channels == null ? decision.channels() : channels;
        boolean stated = decision.channelsStated() || channels != null;
        List<String> excluded = channels == null
                ? decision.exceptChannels()
                : decision.exceptChannels().stream()
                        .filter(name -> !isOffered(name, channels))
                        .toList();
        return new DecisionBuilder(decision)
                .withChannels(offered)
                .withChannelsStated(stated)
                .withExceptChannels(excluded)
                .withChannelAllowed(isAllowed(decision.query().channel(), stated, offered, excluded))
                .withGuarantee(guarantee)
                .withMilestones(milestones)
                .withAllowance(allowance)
                .withOwnTerms(ownTerms)
                .withBecause(rows)
                .build();
    }

    /** Returns null if no channel was asked about, or nothing is stated about it. */
    private static @Nullable Boolean isAllowed(
            @Nullable String channel, boolean stated, List<OfferedChannel> offered, List<String> excluded) {
        return channel == null || !stated && !excluded.contains(channel)
                ? null
                : Boolean.valueOf(isOffered(channel, offered));
    }

    private static boolean isOffered(String channel, List<OfferedChannel> offered) {
        return offered.stream().anyMatch(each -> each.name().equals(channel));
    }
}
