package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.sla.Calendars;
import support.entitlement.sla.CaseClock;

/** A decision as callers read it. {@link Decision} says what each member means. */
record EvaluationResponse(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String decisionId,
        boolean entitled,
        @Nullable String reason,
        @Nullable String plan,
        @Nullable String supportLevel,
        @Nullable String issueType,
        @Nullable String covers,
        Decision.@Nullable SlaCategory slaCategory,
        List<Decision.OfferedChannel> channels,
        boolean channelsStated,
        @Nullable Boolean channelAllowed,
        @Nullable Guarantee guarantee,
        boolean priorityFlag,
        Decision.@Nullable OnCall onCall,
        List<Promise> milestones,
        List<String> commitments,
        @Nullable AllowanceResponse allowance,
        Map<String, String> terms,
        @Nullable String referTo,
        List<Decision.TableName> noRowIn,
        List<String> missing,
        List<MatchedRow> because,
        PolicyReference policy,
        @Nullable String notice) {

    /** A guarantee: its kind in lower case with hyphens, and the policy's words. */
    record Guarantee(String kind, @Nullable String text) {

        static @Nullable Guarantee of(Decision.@Nullable Guarantee guarantee) {
            return guarantee == null ? null : new Guarantee(guarantee.kind().toString(), guarantee.text());
        }
    }

    /** A milestone, with the instant at which it falls due if the case has been opened. */
    record Promise(
            String name,
            @Nullable String within,
            String calendar,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String startsAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String every,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String strength,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OffsetDateTime dueAt,

            String basis) {

        /** A milestone whose clock starts at another event than the opening has no due time yet. */
        static Promise of(Milestone milestone, @Nullable OffsetDateTime openedAt, Calendars calendars) {
            boolean fromOpening = CaseClock.startsAtOpening(milestone);
            return new Promise(
                    milestone.name(),
                    text(milestone.within()),
                    milestone.calendar(),
                    fromOpening ? null : milestone.startsAt(),
                    text(milestone.every()),
                    milestone.strength() == Strength.GUARANTEED
                            ? null
                            : milestone.strength().toString(),
                    openedAt == null || !fromOpening ? null : calendars.dueAt(milestone, openedAt),
                    milestone.basis().name().toLowerCase(Locale.ROOT));
        }

        private static @Nullable String text(@Nullable Within within) {
            return within == null ? null : within.toString();
        }

        static List<Promise> timeless(List<Milestone> milestones) {
            return milestones.stream()
                    .map(milestone -> of(milestone, null, Calendars.BUILT_IN))
                    .toList();
        }
    }

    /** The policy that an answer was read from. */
    record PolicyReference(String revision) {}

    /** The answer for a case that was opened at this instant, under an id of its own. */
    static EvaluationResponse of(Decision decision, Policy policy, OffsetDateTime openedAt, @Nullable BigDecimal used) {
        return of(decision, policy, openedAt, used, newId());
    }

    /** The answer for any case: without id and due times, and so the same every time. */
    static EvaluationResponse timeless(Decision decision, Policy policy) {
        return of(decision, policy, null, null, null);
    }

    private static EvaluationResponse of(
            Decision decision,
            Policy policy,
            @Nullable OffsetDateTime openedAt,
            @Nullable BigDecimal used,
            @Nullable String id) {
        return new EvaluationResponse(
                id,
                decision.entitled(),
                decision.reason() == null ? null : decision.reason().toString(),
                decision.query().plan(),
                decision.supportLevel(),
                decision.query().issueType(),
                decision.covers(),
                decision.slaCategory(),
                decision.channels(),
                decision.channelsStated(),
                decision.channelAllowed(),
                Guarantee.of(decision.guarantee()),
                decision.priorityFlag(),
                decision.onCall(),
                decision.milestones().stream()
                        .map(milestone -> Promise.of(milestone, openedAt, policy.calendars()))
                        .toList(),
                decision.commitments(),
                AllowanceResponse.of(decision.allowance(), used),
                decision.terms(),
                decision.referTo(),
                decision.noRowIn(),
                decision.missing(),
                decision.because(),
                new PolicyReference(policy.revision()),
                decision.notice());
    }

    /** A random UUID. It names an answer and guards nothing, so it need not be hard to guess. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version = random.nextLong() & ~0xF000L | 0x4000L;
        long variant = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(version, variant).toString();
    }
}
