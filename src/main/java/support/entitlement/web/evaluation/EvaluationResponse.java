package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;
import support.entitlement.policy.DraftVersion;
import support.entitlement.policy.Policy;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.text.RandomIds;

/**
 * The JSON of a decision. {@link Decision} describes the members.
 *
 * @param opening the opening that conditions compared; absent if they compare none
 * @param channelReason {@code channel-closed} if the channel that was asked for is offered, but closed at the opening
 */
public record EvaluationResponse(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String decisionId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EvaluationOpening opening,

        boolean entitled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean entitledStated,
        @Nullable String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reasonText,
        @Nullable String plan,
        @Nullable String supportLevel,
        @Nullable String issueType,
        @Nullable String covers,
        Decision.@Nullable SlaCategory slaCategory,
        List<EvaluationChannel> channels,
        boolean channelsStated,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> exceptChannels,
        @Nullable Boolean channelAllowed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String channelReason,

        @Nullable EvaluationGuarantee guarantee,
        boolean priorityFlag,
        Decision.@Nullable OnCall onCall,
        List<EvaluationPromise> milestones,
        List<String> commitments,
        @Nullable AllowanceResponse allowance,
        Map<String, String> terms,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, EvaluationSignedTerm> signedTerms,

        @Nullable String referTo,
        List<Decision.TableName> noRowIn,
        List<String> missing,

        @Schema(
                name = "Cause",
                oneOf = {MatchedRow.class, EvaluationCitation.class})
        List<Object> because,

        PolicyReference policy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContractReference contract,

        @Nullable String notice) {

    /**
     * The policy from which an answer was derived.
     *
     * @param draft the draft that it belongs to; absent if it is that of a release
     */
    public record PolicyReference(
            String revision,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            DraftVersion draft) {

        /** Returns a reference to a policy. */
        public static PolicyReference of(Policy policy) {
            return new PolicyReference(policy.revision(), policy.draft());
        }
    }

    /**
     * Returns the answer for a case that was opened at this instant, with a new id.
     *
     * @param query the query as it was sent; that of a remembered decision may have been sent with other instants
     */
    public static EvaluationResponse of(
            ContractDecision signed,
            CustomerPolicy policy,
            Query query,
            OffsetDateTime openedAt,
            @Nullable AllowanceResponse allowance) {
        return of(
                signed,
                policy,
                openedAt,
                openedAt,
                EvaluationOpening.of(policy.publishedPolicy(), query, openedAt),
                allowance,
                RandomIds.createId());
    }

    /** Returns the decision without what explains or accompanies it: lists that are left out are empty, and texts null. */
    EvaluationResponse withoutReasons() {
        return new EvaluationResponse(
                decisionId,
                opening,
                entitled,
                entitledStated,
                reason,
                reasonText,
                plan,
                supportLevel,
                issueType,
                null,
                slaCategory == null ? null : slaCategory.withoutDefinition(),
                channels,
                channelsStated,
                exceptChannels,
                channelAllowed,
                channelReason,
                guarantee,
                priorityFlag,
                onCall,
                milestones,
                List.of(),
                allowance,
                Map.of(),
                Map.of(),
                referTo,
                noRowIn,
                missing,
                List.of(),
                policy,
                contract,
                null);
    }

    /**
     * Returns the answer without id and due times. If the opening is not sent, it is equal for all cases that are opened
     * while the same calendars are open, and says nothing of the hours of channels.
     *
     * @param query the query as it was sent
     * @param isSent true if the caller sent the opening
     */
    public static EvaluationResponse withoutTimes(
            ContractDecision signed,
            CustomerPolicy policy,
            Query query,
            OffsetDateTime openedAt,
            boolean isSent,
            @Nullable AllowanceResponse allowance) {
        return of(
                signed,
                policy,
                null,
                isSent ? openedAt : null,
                EvaluationOpening.ofCacheable(policy.publishedPolicy(), query, openedAt, isSent),
                allowance,
                null);
    }

    private static EvaluationResponse of(
            ContractDecision signed,
            CustomerPolicy policy,
            @Nullable OffsetDateTime countedFrom,
            @Nullable OffsetDateTime openedAt,
            @Nullable EvaluationOpening opening,
            @Nullable AllowanceResponse allowance,
            @Nullable String id) {
        Decision decision = signed.decision();
        Calendars calendars = policy.publishedPolicy().calendars();
        ChannelHours hours = new ChannelHours(decision, calendars, openedAt == null ? null : openedAt.toInstant());
        return new EvaluationResponse(
                id,
                opening,
                decision.entitled(),
                falseOrNull(decision.entitledStated()),
                reasonCode(decision, allowance),
                decision.reasonText(),
                decision.query().plan(),
                decision.supportLevel(),
                decision.query().issueType(),
                decision.covers(),
                decision.slaCategory(),
                EvaluationChannel.listAll(signed, hours),
                decision.channelsStated(),
                decision.exceptChannels(),
                hours.isRequestedChannelAllowed(),
                hours.isRequestedChannelClosed() ? ChannelHours.CLOSED : null,
                EvaluationGuarantee.of(signed),
                decision.priorityFlag(),
                decision.onCall(),
                EvaluationPromise.listAll(signed, countedFrom, calendars),
                decision.commitments(),
                allowance,
                decision.terms(),
                EvaluationSignedTerm.of(signed),
                decision.referTo(),
                decision.noRowIn(),
                decision.missingPointers(),
                EvaluationCitation.rowsAndClauses(signed, policy.contract()),
                PolicyReference.of(policy.publishedPolicy()),
                ContractReference.of(policy.contract()),
                decision.notice());
    }

    /** Returns the reason why support is not granted, or why nothing is left of what is granted; null if there is none. */
    private static @Nullable String reasonCode(Decision decision, @Nullable AllowanceResponse allowance) {
        return decision.entitled() && allowance != null && allowance.hasNothingLeft()
                ? Decision.Reason.ALLOWANCE_USED_UP.code()
                : decision.reasonCode();
    }

    /** Returns null instead of true, for members that only appear if they are false. */
    static @Nullable Boolean falseOrNull(boolean flag) {
        return flag ? null : Boolean.FALSE;
    }
}
