package support.entitlement.web.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Stretch;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.policy.Policy;
import support.entitlement.sla.CaseClock;
import support.entitlement.sla.MilestoneStatus;
import support.entitlement.web.evaluation.ContractReference;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The JSON of the status of a case's milestones. {@link MilestoneStatus} describes the members; durations are in ISO
 * 8601.
 *
 * @param at the instant asked about; all instants have its offset
 * @param entitled whether the case is entitled to support at the end of its events
 * @param entitledStated false if the policy leaves open whether it is; absent otherwise
 * @param reason why it is not, or null
 * @param reasonText that reason in the words of the policy; absent if there are none
 * @param slaCategory its category at the end of its events
 * @param missing facts that were not sent and would change the promises, as JSON pointers
 * @param noRowIn tables that require a matching row and have none
 */
record SlaStatusResponse(
        OffsetDateTime at,
        boolean entitled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean entitledStated,

        @Nullable String reason,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reasonText,

        @Nullable String slaCategory,
        List<String> missing,
        List<Decision.TableName> noRowIn,
        List<Status> milestones,
        EvaluationResponse.PolicyReference policy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContractReference contract) {

    /** The status of one milestone. */
    @Schema(name = "MilestoneStatus")
    record Status(
            String name,
            @Nullable String within,
            @Nullable String calendar,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean calendarStated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String startsAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String startsDuring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String endsAt,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> pausedBy,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> resumedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String every,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> repeatedUntil,

            @Schema(implementation = Strength.class) String strength,

            @Schema(implementation = MilestoneStatus.MilestoneState.class)
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OffsetDateTime dueFrom,

            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime endedAt,
            @Nullable String endedBy,
            @Nullable String openElapsed,
            @Nullable String openRemaining,
            String actualElapsed,
            @Nullable OffsetDateTime atRiskFrom,
            List<Walk> walk,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Pause> pauses,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Missed> missed,

            boolean changed,
            @Schema(implementation = Basis.class) String basis,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String clause,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> replaced) {

        static Status of(MilestoneStatus status, ContractDecision signed, ZoneOffset offset) {
            Milestone milestone = status.milestone();
            List<TermChange> changes =
                    milestone.basis() == Basis.CONTRACT ? signed.changesOfMilestone(milestone) : List.of();
            return new Status(
                    status.name(),
                    textOrNull(milestone.within()),
                    milestone.calendar(),
                    milestone.isCounted() ? null : Boolean.FALSE,
                    CaseClock.startsAtOpening(milestone) ? null : milestone.startsAt(),
                    milestone.startsDuring(),
                    milestone.endsAt(),
                    milestone.pauses() == null ? List.of() : milestone.pauses().pausedBy(),
                    milestone.pauses() == null ? List.of() : milestone.pauses().resumedBy(),
                    textOrNull(milestone.every()),
                    milestone.repeatedUntil(),
                    milestone.strength().toString(),
                    status.state().toString(),
                    atOffsetOrNull(status.dueFrom(), offset),
                    atOffsetOrNull(status.dueAt(), offset),
                    atOffsetOrNull(status.startedAt(), offset),
                    atOffsetOrNull(status.endedAt(), offset),
                    status.endedBy(),
                    textOrNull(status.openElapsed()),
                    textOrNull(status.openRemaining()),
                    status.actualElapsed().toString(),
                    atOffsetOrNull(status.atRiskFrom(), offset),
                    Walk.of(status, offset),
                    status.pauses().stream()
                            .map(stretch -> Pause.of(stretch, offset))
                            .toList(),
                    status.missed().stream().map(run -> Missed.of(run, offset)).toList(),
                    status.changed(),
                    milestone.basis().toString(),
                    ContractDecision.joinClauses(changes),
                    ContractDecision.replacedBy(changes));
        }
    }

    /**
     * A stretch of open time that was counted. If there are very many, the last one stands for all further ones without
     * the closed times between them, so that the lengths always add up to the elapsed open time.
     */
    record Walk(OffsetDateTime from, OffsetDateTime to, String length) {

        static List<Walk> of(MilestoneStatus status, ZoneOffset offset) {
            List<Walk> walk = new ArrayList<>();
            Duration rest = status.openElapsed() == null ? Duration.ZERO : status.openElapsed();
            Instant last = status.startedAt();
            for (Stretch stretch : status.walk()) {
                walk.add(of(stretch.from(), stretch.to(), stretch.length(), offset));
                rest = rest.minus(stretch.length());
                last = stretch.to();
            }
            if (last != null && !rest.isZero()) {
                walk.add(of(last, status.startedAt().plus(status.actualElapsed()), rest, offset));
            }
            return walk;
        }

        private static Walk of(Instant from, Instant to, Duration length, ZoneOffset offset) {
            return new Walk(from.atOffset(offset), to.atOffset(offset), length.toString());
        }
    }

    /** A stretch that does not count, because the clock was paused or the case was closed. */
    @Schema(name = "ClockPause")
    record Pause(OffsetDateTime from, OffsetDateTime to) {

        static Pause of(Stretch stretch, ZoneOffset offset) {
            return new Pause(stretch.from().atOffset(offset), stretch.to().atOffset(offset));
        }
    }

    /** An earlier run of the clock that ended after its due time. */
    @Schema(name = "MissedRun")
    record Missed(OffsetDateTime startedAt, OffsetDateTime dueAt, OffsetDateTime endedAt, String endedBy) {

        static Missed of(MilestoneStatus.MissedRun run, ZoneOffset offset) {
            return new Missed(
                    run.startedAt().atOffset(offset),
                    run.dueAt().atOffset(offset),
                    run.endedAt().atOffset(offset),
                    run.endedBy());
        }
    }

    static SlaStatusResponse of(List<MilestoneStatus> statuses, ParsedCase answered, Policy policy) {
        OffsetDateTime at = answered.at();
        CaseDecision answer = answered.lastDecision();
        Decision decision = answer.signed().decision();
        return new SlaStatusResponse(
                at,
                decision.entitled(),
                decision.entitledStated() ? null : Boolean.FALSE,
                decision.reasonCode(),
                decision.reasonText(),
                decision.slaCategory() == null ? null : decision.slaCategory().id(),
                decision.missingPointers(),
                decision.noRowIn(),
                statuses.stream()
                        .map(status -> Status.of(
                                status, findPromisingDecision(status.milestone(), answered.answers()), at.getOffset()))
                        .toList(),
                EvaluationResponse.PolicyReference.of(policy),
                ContractReference.of(answer.policy().contract()));
    }

    /** Returns the decision that promised a milestone, which may be an earlier one than the last. */
    private static ContractDecision findPromisingDecision(Milestone milestone, List<CaseDecision> answers) {
        return answers.stream()
                .map(CaseDecision::signed)
                .filter(signed -> signed.decision().milestones().stream().anyMatch(each -> each == milestone))
                .findFirst()
                .orElse(answers.get(answers.size() - 1).signed());
    }

    private static @Nullable OffsetDateTime atOffsetOrNull(@Nullable Instant instant, ZoneOffset offset) {
        return instant == null ? null : instant.atOffset(offset);
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
