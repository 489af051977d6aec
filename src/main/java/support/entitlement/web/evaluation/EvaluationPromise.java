package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.sla.CaseClock;

/**
 * A milestone, with its due time if the opening of the case is known.
 *
 * @param calendarStated false if the policy states no calendar in which the time is counted, so that there is no due
 *     time; absent otherwise
 * @param countsFrom the instant at which its clock starts; absent unless it starts in the hours of a calendar
 * @param dueFrom the near end of the range in which it falls due; absent if its time is no range
 * @param dueAt the instant by which it must be reached
 */
public record EvaluationPromise(
        String name,
        @Nullable String within,
        @Nullable String calendar,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean calendarStated,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startsAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startsDuring,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String endsAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> pausedBy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> resumedBy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String every,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> repeatedUntil,

        @Schema(implementation = Strength.class) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String strength,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime countsFrom,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime dueFrom,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime dueAt,

        @Schema(implementation = Basis.class) String basis,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clause,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> replaced) {

    /** Returns a milestone. It has no due time yet if its clock starts at another event than the opening. */
    static EvaluationPromise of(
            Milestone milestone, ContractDecision signed, @Nullable OffsetDateTime openedAt, Calendars calendars) {
        List<TermChange> changes = signed.changesOfMilestone(milestone);
        boolean fromOpening = CaseClock.startsAtOpening(milestone);
        OffsetDateTime start = fromOpening ? openedAt : null;
        return new EvaluationPromise(
                milestone.name(),
                textOrNull(milestone.within()),
                milestone.calendar(),
                EvaluationResponse.falseOrNull(milestone.isCounted()),
                fromOpening ? null : milestone.startsAt(),
                milestone.startsDuring(),
                milestone.endsAt(),
                milestone.pauses() == null ? List.of() : milestone.pauses().pausedBy(),
                milestone.pauses() == null ? List.of() : milestone.pauses().resumedBy(),
                textOrNull(milestone.every()),
                milestone.repeatedUntil(),
                milestone.strength() == Strength.GUARANTEED
                        ? null
                        : milestone.strength().toString(),
                start == null || milestone.startsDuring() == null
                        ? null
                        : calendars.startOf(milestone, start.toInstant()).atOffset(start.getOffset()),
                start == null ? null : calendars.dueFrom(milestone, start),
                start == null ? null : calendars.dueAt(milestone, start),
                milestone.basis().toString(),
                ContractDecision.joinClauses(changes),
                ContractDecision.replacedBy(changes));
    }

    /** Returns the milestones of an answer. */
    static List<EvaluationPromise> listAll(
            ContractDecision signed, @Nullable OffsetDateTime openedAt, Calendars calendars) {
        return signed.decision().milestones().stream()
                .map(milestone -> of(milestone, signed, openedAt, calendars))
                .toList();
    }

    private static @Nullable String textOrNull(@Nullable Within within) {
        return within == null ? null : within.toString();
    }

    static List<EvaluationPromise> listWithoutTimes(ContractDecision signed) {
        return listAll(signed, null, Calendars.BUILT_IN);
    }
}
