package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.OpenState;
import support.entitlement.contract.terms.AnswerPart;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.policy.calendar.ChannelHours;

/** A channel, with the clause of the contract if the contract offers it, and with its hours if it has any. */
public record EvaluationChannel(
        String name,
        @Nullable String medium,
        @Nullable String terms,
        @Schema(implementation = Basis.class) String basis,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clause,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EvaluationHours hours) {

    /**
     * The hours of a channel. Instants have the offset that the zone of its calendar has then.
     *
     * @param open true if it is open at the opening of the case; absent if the opening is not known
     * @param opensAt the next instant at which it opens; absent if there is none within ten years
     * @param openUntil the instant at which it closes that is open, or at which it closes again that opens next
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvaluationHours(
            String calendar,
            @Nullable Boolean open,
            @Nullable OffsetDateTime opensAt,
            @Nullable OffsetDateTime openUntil) {

        static @Nullable EvaluationHours of(OfferedChannel channel, ChannelHours hours) {
            if (channel.calendar() == null) {
                return null;
            }
            ZoneId zone = hours.calendarOf(channel).map(Calendar::zone).orElse(ZoneOffset.UTC);
            return hours.stateOf(channel)
                    .map(state -> of(channel.calendar(), state, zone))
                    .orElseGet(() -> new EvaluationHours(channel.calendar(), null, null, null));
        }

        private static EvaluationHours of(String name, OpenState state, ZoneId zone) {
            return new EvaluationHours(name, state.open(), at(state.opensAt(), zone), at(state.openUntil(), zone));
        }

        private static @Nullable OffsetDateTime at(@Nullable Instant instant, ZoneId zone) {
            return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
        }
    }

    static List<EvaluationChannel> listAll(ContractDecision signed, ChannelHours hours) {
        return signed.decision().channels().stream()
                .map(channel -> of(channel, signed, hours))
                .toList();
    }

    private static EvaluationChannel of(OfferedChannel channel, ContractDecision signed, ChannelHours hours) {
        List<TermChange> added = signed.changesOf(channel.name(), AnswerPart.PartKind.CHANNEL);
        List<TermChange> replaced = signed.changesOf(null, AnswerPart.PartKind.CHANNELS);
        String clause = ContractDecision.joinClauses(added.isEmpty() ? replaced : added);
        return new EvaluationChannel(
                channel.name(),
                channel.medium(),
                channel.terms(),
                Basis.ofClause(clause).toString(),
                clause,
                EvaluationHours.of(channel, hours));
    }
}
