package support.entitlement.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.CitedRows.DecisionPart;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.Decision.TableName;

/**
 * The conclusions of the rows that matched, and the rows that they rest on. Makes the decision from them, and cites the rows whose
 * statements it shows. Not thread-safe.
 */
final class Conclusions {

    private static final List<DecisionPart> ALWAYS_SHOWN = List.of(
            DecisionPart.SUPPORT_LEVEL,
            DecisionPart.NOTICE,
            DecisionPart.ENTITLED,
            DecisionPart.COVERS,
            DecisionPart.REFER_TO);
    private static final List<DecisionPart> PROMISES =
            List.of(DecisionPart.CHANNELS, DecisionPart.PRIORITY_FLAG, DecisionPart.ON_CALL);
    private static final List<DecisionPart> OF_AN_ALLOWANCE = List.of(
            DecisionPart.AMOUNT, DecisionPart.UNIT, DecisionPart.PER, DecisionPart.CARRY_OVER, DecisionPart.LIMIT);

    final CitedRows sources = new CitedRows();
    final List<Milestone> milestones = new ArrayList<>(4);
    final List<Integer> promisingRows = new ArrayList<>(4);
    List<Channel> channels = List.of();
    List<String> commitments = List.of();
    Map<String, String> terms = Map.of();
    Map<String, Integer> termRows = Map.of();
    boolean entitled;
    boolean priorityFlag;

    @Nullable
    String supportLevel;

    @Nullable
    String slaCategory;

    @Nullable
    String definition;

    @Nullable
    String covers;

    @Nullable
    GuaranteeKind guarantee;

    @Nullable
    String words;

    @Nullable
    String onCall;

    @Nullable
    Number amount;

    @Nullable
    String unit;

    @Nullable
    Per per;

    CarryOver carryOver = CarryOver.NONE;
    Limit limit = Limit.HARD;

    @Nullable
    String referTo;

    @Nullable
    String notice;

    /** Returns the finished decision; see {@link Entitlement#finishDecision}. */
    Decision finishDecision(Coverage coverage, BiFunction<Decision, List<MatchedRow>, List<TableName>> noRowIn) {
        String category = coverage.slaCategory();
        boolean guaranteeShown = guarantee != null || words != null;
        if (!entitled && guarantee != null && guarantee != GuaranteeKind.NONE) {
            guaranteeShown = false;
        }
        citeShownRows(category != null, guaranteeShown);
        DecisionBuilder decision = new DecisionBuilder(coverage.query())
                .withEntitled(entitled)
                .withSupportLevel(supportLevel)
                .withSlaCategory(category == null ? null : new SlaCategory(category, definition))
                .withCovers(covers)
                .withChannelAllowed(channelAllowed(coverage.channel()))
                .withGuarantee(guaranteeShown ? new Guarantee(guarantee, words) : null)
                .withOwnTerms(terms)
                .withReferTo(referTo)
                .withBecause(sources.citedRows())
                .withNotice(notice);
        Decision finished = (entitled ? withPromises(decision) : decision.withReason(Reason.NOT_COVERED)).build();
        return finished.withNoRowIn(noRowIn.apply(finished, sources.matchedRows()));
    }

    /** Adds the promises that only an entitled customer is given. */
    private DecisionBuilder withPromises(DecisionBuilder decision) {
        return decision.withChannels(offeredChannels())
                .withChannelsStated(!channels.isEmpty())
                .withPriorityFlag(priorityFlag)
                .withOnCall(onCall == null ? null : new OnCall(onCall))
                .withMilestones(milestones)
                .withCommitments(commitments)
                .withAllowance(amount == null ? null : new Allowance(amount, unit, per, carryOver, limit));
    }

    /** Records which statements of the rows are in the answer. */
    private void citeShownRows(boolean categoryShown, boolean guaranteeShown) {
        ALWAYS_SHOWN.forEach(sources::citeRow);
        termRows.values().forEach(sources::citeRow);
        if (categoryShown && definition != null) {
            sources.citeRow(DecisionPart.DEFINITION);
        }
        if (guaranteeShown) {
            sources.citeRow(DecisionPart.GUARANTEE);
            sources.citeRow(DecisionPart.WORDS);
        }
        if (entitled) {
            PROMISES.forEach(sources::citeRow);
            promisingRows.forEach(sources::citeRow);
            channels.forEach(Channel::citeRows);
            if (amount != null) {
                OF_AN_ALLOWANCE.forEach(sources::citeRow);
            }
        }
    }

    private @Nullable Boolean channelAllowed(@Nullable String asked) {
        if (asked == null || entitled && channels.isEmpty()) {
            return null;
        }
        return entitled && channels.stream().anyMatch(channel -> channel.name().equals(asked));
    }

    /** Returns the channels named so far, in the form that an answer shows. */
    List<Decision.OfferedChannel> offeredChannels() {
        return channels.stream().map(Channel::toOfferedChannel).toList();
    }
}
