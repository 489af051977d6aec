package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.web.evaluation.EvaluationChannel;
import support.entitlement.web.evaluation.EvaluationCitation;
import support.entitlement.web.evaluation.EvaluationPromise;
import support.entitlement.web.evaluation.EvaluationResponse;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/**
 * The answer to one request.
 *
 * @param decision true if the policy says that the subject may; false also if it leaves that open, or cannot tell
 */
public record AccessDecision(boolean decision, DecisionContext context) {

    /** The code of a channel that the policy does not offer. */
    static final String NOT_OFFERED = "channel-not-offered";

    /** The code of a channel of which the policy says nothing, since it states no channels. */
    static final String NOT_STATED = "channels-not-stated";

    /**
     * The reasons of an answer. Members without content are absent.
     *
     * @param reason the code of the reason why the decision is false; if it is true, why nothing is left
     * @param missing the facts that were not sent and could change the answer, as pointers to where they may be sent
     * @param channels the channel of the action; of an action that opens a case, all that are offered
     * @param because the rows and clauses that made the answer
     * @param error why there is no answer of the policy
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DecisionContext(
            @Nullable String decisionId,
            @Nullable String reason,
            @Nullable String reasonText,
            @Nullable String referTo,
            List<String> missing,
            @Nullable String slaCategory,
            List<EvaluationChannel> channels,
            List<PromisedTime> milestones,
            List<DecisionCause> because,
            @Nullable String revision,
            @Nullable DecisionError error) {}

    /** A milestone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PromisedTime(
            String name, @Nullable String within, @Nullable OffsetDateTime dueAt) {

        static PromisedTime of(EvaluationPromise promise) {
            return new PromisedTime(promise.name(), promise.within(), promise.dueAt());
        }
    }

    /** A row of a table, or a clause of a contract. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionCause(
            @Nullable String table,
            @Nullable String file,
            @Nullable Integer row,
            @Nullable String clause) {

        static DecisionCause of(Object cause) {
            return cause instanceof MatchedRow row
                    ? new DecisionCause(row.table(), row.file(), row.row(), null)
                    : new DecisionCause(null, null, null, ((EvaluationCitation) cause).clause());
        }
    }

    /** The problem of a request that cannot be evaluated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionError(
            int status,

            @Schema(description = "The code of the problem") ProblemCode code,

            String message,
            @Nullable String pointer) {

        static DecisionError of(ProblemResponse problem) {
            return new DecisionError(problem.status(), problem.code(), problem.detail(), problem.pointer());
        }
    }

    /** Returns the answer of the policy, for an action that opens a case or is the channel that was asked for. */
    static AccessDecision of(EvaluationResponse answer, QueryMapper.MappedQuery asked, String base) {
        boolean byChannel = asked.asksForChannel();
        boolean permitted = answer.entitled() && (!byChannel || Boolean.TRUE.equals(answer.channelAllowed()));
        Decision.SlaCategory category = answer.slaCategory();
        return new AccessDecision(
                permitted,
                new DecisionContext(
                        answer.decisionId(),
                        permitted || !answer.entitled() ? answer.reason() : channelReason(answer),
                        answer.reasonText(),
                        answer.referTo(),
                        answer.missing().stream()
                                .map(pointer -> base + asked.pointerInRequest(pointer))
                                .toList(),
                        category == null ? null : category.id(),
                        answer.channels().stream()
                                .filter(channel -> !byChannel || asked.isOfChannel(channel.name()))
                                .toList(),
                        answer.milestones().stream().map(PromisedTime::of).toList(),
                        answer.because().stream().map(DecisionCause::of).toList(),
                        answer.policy().revision(),
                        null));
    }

    private static String channelReason(EvaluationResponse answer) {
        if (answer.channelReason() != null) {
            return answer.channelReason();
        }
        return answer.channelAllowed() == null ? NOT_STATED : NOT_OFFERED;
    }

    /** Returns the answer to a request that cannot be evaluated: decisions are closed by default. */
    static AccessDecision ofProblem(ProblemResponse problem) {
        return new AccessDecision(
                false,
                new DecisionContext(
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        DecisionError.of(problem)));
    }
}
