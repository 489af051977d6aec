package support.entitlement.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.CitedRows.DecisionPart;
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
    private static final List<DecisionPart> OF_A_DENIAL = List.of(DecisionPart.REASON, DecisionPart.REASON_TEXT);
    private static final List<DecisionPart> PROMISES =
            List.of(DecisionPart.CHANNELS, DecisionPart.PRIORITY_FLAG, DecisionPart.ON_CALL);

    final CitedRows sources = new CitedRows();
    final List<Milestone> milestones = new ArrayList<>(4);

    /** The hours in which every clock starts whose row does not say. */
    @Nullable
    String startsDuring;

    /** The events that pause every clock whose row does not say. */
    Milestone.@Nullable PauseEvents pauses;

    final List<Integer> promisingRows = new ArrayList<>(4);
    List<Channel> channels = List.of();
    List<String> commitments = List.of();
    Map<String, String> terms = Map.of();
    Map<String, Integer> termRows = Map.of();
    List<String> exceptChannels = List.of();
    boolean priorityFlag;

    @Nullable
    Verdict verdict;

    @Nullable
    String reason;

    @Nullable
    String reasonText;

    @Nullable
    String supportLevel;

    @Nullable
    String slaCategory;

    @Nullable
    String overrulingCategory;

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
    String referTo;

    @Nullable
    String notice;

    /** Returns the finished decision; see {@link Entitlement#finishDecision}. */
    Decision finishDecision(
            Coverage coverage, StatedLimits limits, BiFunction<Decision, List<MatchedRow>, List<TableName>> noRowIn) {
        String category = coverage.slaCategory();
        boolean guaranteeShown = guarantee != null || words != null;
        if (!isEntitled() && guarantee != null && guarantee != GuaranteeKind.NONE) {
            guaranteeShown = false;
        }
        citeShownRows(category != null, guaranteeShown, limits);
        DecisionBuilder decision = new DecisionBuilder(coverage.query())
                .withEntitled(isEntitled())
                .withEntitledStated(verdict != Verdict.NOT_STATED)
                .withSupportLevel(supportLevel)
                .withSlaCategory(category == null ? null : finishCategory(category, coverage.query()))
                .withCovers(covers)
                .withExceptChannels(isDenied() ? List.of() : exceptChannels)
                .withChannelAllowed(channelAllowed(coverage.channel()))
                .withGuarantee(guaranteeShown ? new Guarantee(guarantee, words) : null)
                .withAllowance(isAllowanceShown(limits) ? limits.toAllowance(coverage.query()) : null)
                .withOwnTerms(terms)
                .withReferTo(referTo)
                .withBecause(sources.citedRows())
                .withNotice(notice);
        Decision finished = (isEntitled() ? withPromises(decision) : decision.withReason(denialReason())).build();
        return finished.withNoRowIn(noRowIn.apply(finished, sources.matchedRows()));
    }

    /**
     * Returns a query with the conclusions so far. A row whose category does not count does not define the one that does.
     */
    Coverage deriveCoverage(Query query) {
        boolean derived = overrulingCategory == null && query.slaCategory() == null;
        if (derived) {
            sources.citeRow(DecisionPart.SLA_CATEGORY);
        } else if (slaCategory != null
                && sources.rowOf(DecisionPart.DEFINITION) == sources.rowOf(DecisionPart.SLA_CATEGORY)) {
            definition = null;
        }
        sources.citeRow(DecisionPart.OVERRULING_CATEGORY);
        String sent = query.slaCategory() == null ? slaCategory : query.slaCategory();
        return new Coverage(query, supportLevel, overrulingCategory == null ? sent : overrulingCategory);
    }

    private SlaCategory finishCategory(String category, Query query) {
        String sent = query.slaCategory();
        String other = overrulingCategory == null && sent != null ? slaCategory : sent;
        if (sent == null || other == null || other.equals(category)) {
            return new SlaCategory(category, definition);
        }
        return overrulingCategory == null
                ? new SlaCategory(category, definition, other, null)
                : new SlaCategory(category, definition, null, other);
    }

    /** Adds what a row says of every milestone. */
    void addCommonClock(@Nullable String hours, Milestone.@Nullable PauseEvents events) {
        startsDuring = hours == null ? startsDuring : hours;
        pauses = events == null ? pauses : events;
        promisingRows.add(sources.noteStatement());
    }

    boolean isEntitled() {
        return verdict == Verdict.YES;
    }

    private boolean isDenied() {
        return !isEntitled() && verdict != Verdict.NOT_STATED;
    }

    private Reason denialReason() {
        Reason general = verdict == Verdict.NOT_STATED ? Reason.NOT_STATED : Reason.NOT_COVERED;
        return new Reason(reason == null ? general.code() : reason, reasonText);
    }

    /** Returns true if there is an allowance, and support is granted, or the row that denies it states the amount itself. */
    private boolean isAllowanceShown(StatedLimits limits) {
        return limits.areStated()
                && (isEntitled() || limits.areStatedIn(sources.rowOf(DecisionPart.ENTITLED), sources));
    }

    /** Adds the promises that only an entitled customer is given. */
    private DecisionBuilder withPromises(DecisionBuilder decision) {
        return decision.withChannels(offeredChannels())
                .withChannelsStated(!channels.isEmpty())
                .withPriorityFlag(priorityFlag)
                .withOnCall(onCall == null ? null : new OnCall(onCall))
                .withMilestones(milestones.stream()
                        .map(milestone -> milestone.withCommonClock(startsDuring, pauses))
                        .toList())
                .withCommitments(commitments);
    }

    /** Records which statements of the rows are in the answer. */
    private void citeShownRows(boolean categoryShown, boolean guaranteeShown, StatedLimits limits) {
        ALWAYS_SHOWN.forEach(sources::citeRow);
        termRows.values().forEach(sources::citeRow);
        if (categoryShown && definition != null) {
            sources.citeRow(DecisionPart.DEFINITION);
        }
        if (guaranteeShown) {
            sources.citeRow(DecisionPart.GUARANTEE);
            sources.citeRow(DecisionPart.WORDS);
        }
        if (isEntitled()) {
            PROMISES.forEach(sources::citeRow);
            promisingRows.forEach(sources::citeRow);
            channels.stream().filter(this::isOffered).forEach(Channel::citeRows);
        } else {
            OF_A_DENIAL.forEach(sources::citeRow);
        }
        if (!isDenied()) {
            sources.citeRow(DecisionPart.EXCEPT_CHANNELS);
        }
        if (isAllowanceShown(limits)) {
            limits.citeRows(sources);
        }
    }

    private @Nullable Boolean channelAllowed(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        if (isDenied() || exceptChannels.contains(asked)) {
            return false;
        }
        return isEntitled() && !channels.isEmpty()
                ? Boolean.valueOf(
                        channels.stream().anyMatch(channel -> channel.name().equals(asked)))
                : null;
    }

    private boolean isOffered(Channel channel) {
        return !exceptChannels.contains(channel.name());
    }

    /** Returns the channels named so far and not excluded, in the form that an answer shows. */
    List<Decision.OfferedChannel> offeredChannels() {
        return channels.stream()
                .filter(this::isOffered)
                .map(Channel::toOfferedChannel)
                .toList();
    }
}
