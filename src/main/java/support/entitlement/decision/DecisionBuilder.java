package support.entitlement.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.Decision.TableName;

/**
 * Builds a decision part by part: the only caller of its constructor. A new part needs a place here, in {@link Decision} and in
 * {@link Conclusions}, and wherever all parts are told: in the answer over HTTP, in the answer of the command line, and in the comparison of
 * answers. A part that is not set is null, false or empty. Lists and maps are copied. Not thread-safe.
 */
public final class DecisionBuilder {

    private Query query;
    private boolean entitled;
    private boolean entitledStated = true;
    private @Nullable Reason reason;
    private @Nullable String supportLevel;
    private @Nullable SlaCategory slaCategory;
    private @Nullable String covers;
    private List<OfferedChannel> channels = List.of();
    private boolean channelsStated;
    private List<String> exceptChannels = List.of();
    private @Nullable Boolean channelAllowed;
    private @Nullable Guarantee guarantee;
    private boolean priorityFlag;
    private @Nullable OnCall onCall;
    private List<Milestone> milestones = List.of();
    private List<String> commitments = List.of();
    private @Nullable Allowance allowance;
    private Map<String, String> terms = Map.of();
    private @Nullable String referTo;
    private List<TableName> noRowIn = List.of();
    private List<MissingFact> missing = List.of();
    private List<MatchedRow> because = List.of();
    private @Nullable String notice;

    /** Begins a decision that grants and promises nothing. */
    public DecisionBuilder(Query query) {
        this.query = query;
    }

    /** Begins with all parts of another decision. */
    public DecisionBuilder(Decision decision) {
        this.query = decision.query();
        this.entitled = decision.entitled();
        this.entitledStated = decision.entitledStated();
        this.reason = decision.reason();
        this.supportLevel = decision.supportLevel();
        this.slaCategory = decision.slaCategory();
        this.covers = decision.covers();
        this.channels = decision.channels();
        this.channelsStated = decision.channelsStated();
        this.exceptChannels = decision.exceptChannels();
        this.channelAllowed = decision.channelAllowed();
        this.guarantee = decision.guarantee();
        this.priorityFlag = decision.priorityFlag();
        this.onCall = decision.onCall();
        this.milestones = decision.milestones();
        this.commitments = decision.commitments();
        this.allowance = decision.allowance();
        this.terms = decision.terms();
        this.referTo = decision.referTo();
        this.noRowIn = decision.noRowIn();
        this.missing = decision.missing();
        this.because = decision.because();
        this.notice = decision.notice();
    }

    DecisionBuilder withQuery(Query query) {
        this.query = query;
        return this;
    }

    public DecisionBuilder withEntitled(boolean entitled) {
        this.entitled = entitled;
        return this;
    }

    public DecisionBuilder withEntitledStated(boolean entitledStated) {
        this.entitledStated = entitledStated;
        return this;
    }

    public DecisionBuilder withReason(@Nullable Reason reason) {
        this.reason = reason;
        return this;
    }

    public DecisionBuilder withSupportLevel(@Nullable String supportLevel) {
        this.supportLevel = supportLevel;
        return this;
    }

    public DecisionBuilder withSlaCategory(@Nullable SlaCategory slaCategory) {
        this.slaCategory = slaCategory;
        return this;
    }

    public DecisionBuilder withCovers(@Nullable String covers) {
        this.covers = covers;
        return this;
    }

    public DecisionBuilder withChannels(List<OfferedChannel> channels) {
        this.channels = List.copyOf(channels);
        return this;
    }

    public DecisionBuilder withChannelsStated(boolean channelsStated) {
        this.channelsStated = channelsStated;
        return this;
    }

    public DecisionBuilder withExceptChannels(List<String> exceptChannels) {
        this.exceptChannels = List.copyOf(exceptChannels);
        return this;
    }

    public DecisionBuilder withChannelAllowed(@Nullable Boolean channelAllowed) {
        this.channelAllowed = channelAllowed;
        return this;
    }

    public DecisionBuilder withGuarantee(@Nullable Guarantee guarantee) {
        this.guarantee = guarantee;
        return this;
    }

    public DecisionBuilder withPriorityFlag(boolean priorityFlag) {
        this.priorityFlag = priorityFlag;
        return this;
    }

    public DecisionBuilder withOnCall(@Nullable OnCall onCall) {
        this.onCall = onCall;
        return this;
    }

    public DecisionBuilder withMilestones(List<Milestone> milestones) {
        this.milestones = List.copyOf(milestones);
        return this;
    }

    public DecisionBuilder withCommitments(List<String> commitments) {
        this.commitments = List.copyOf(commitments);
        return this;
    }

    public DecisionBuilder withAllowance(@Nullable Allowance allowance) {
        this.allowance = allowance;
        return this;
    }

    public DecisionBuilder withOwnTerms(Map<String, String> terms) {
        this.terms = terms.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        return this;
    }

    public DecisionBuilder withReferTo(@Nullable String referTo) {
        this.referTo = referTo;
        return this;
    }

    public DecisionBuilder withNoRowIn(List<TableName> noRowIn) {
        this.noRowIn = List.copyOf(noRowIn);
        return this;
    }

    public DecisionBuilder withMissing(List<MissingFact> missing) {
        this.missing = List.copyOf(missing);
        return this;
    }

    public DecisionBuilder withBecause(List<MatchedRow> because) {
        this.because = List.copyOf(because);
        return this;
    }

    public DecisionBuilder withNotice(@Nullable String notice) {
        this.notice = notice;
        return this;
    }

    public Decision build() {
        return new Decision(
                query,
                entitled,
                entitledStated,
                reason,
                supportLevel,
                slaCategory,
                covers,
                channels,
                channelsStated,
                exceptChannels,
                channelAllowed,
                guarantee,
                priorityFlag,
                onCall,
                milestones,
                commitments,
                allowance,
                terms,
                referTo,
                noRowIn,
                missing,
                because,
                notice);
    }
}
