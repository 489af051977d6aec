package support.entitlement.scenario;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Verdict;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.sla.MilestoneStatus.MilestoneState;
import support.entitlement.sla.PromiseTrait;

/**
 * The part of an answer that a column of expectations compares, and the form in which analysts write it. Every part is
 * compared as text, and shown in a form that can be copied into the cell.
 */
enum ExpectedPart {
    ENTITLED(
            "Expect entitled",
            Verdict.FORMS,
            "entitled",
            (answer, term) -> PartText.verdict(answer.decision()).toString(),
            PartText::normalizeVerdict),
    REASON(
            "Expect reason",
            "not-covered, not-stated, missing-facts, or a reason of the tables",
            "entitled",
            (answer, term) -> PartText.textOrNone(answer.decision().reasonCode())),
    REASON_TEXT(
            "Expect reason text",
            "the words of a reason",
            "reasonText",
            (answer, term) -> PartText.textOrNone(answer.decision().reasonText())),
    SUPPORT_LEVEL(
            "Expect support level",
            "a support level",
            "supportLevel",
            (answer, term) -> PartText.textOrNone(answer.decision().supportLevel())),
    SLA_CATEGORY(
            "Expect category",
            "an SLA category",
            "slaCategory",
            (answer, term) -> PartText.slaCategory(answer.decision())),
    CHANNELS(
            "Expect channels",
            "channels, best first",
            "channels",
            (answer, term) -> PartText.channels(answer.decision())),
    EXCEPT_CHANNELS(
            "Expect except channels",
            "channels",
            "exceptChannels",
            new TextForm(
                    (answer, term) -> PartText.joinOrNone(answer.decision().exceptChannels()),
                    PartText::normalizeList,
                    false)),
    CHANNEL_ALLOWED(
            "Expect channel allowed",
            "yes, no or none",
            "channels",
            (answer, term) -> {
                Boolean allowed = answer.hours().isRequestedChannelAllowed();
                return allowed == null ? PartText.NONE : PartText.yesOrNo(allowed);
            },
            PartText::normalizeFlag),
    CHANNEL_REASON(
            "Expect channel reason",
            "channel-closed or none",
            "channels",
            (answer, term) -> answer.hours().isRequestedChannelClosed() ? ChannelHours.CLOSED : PartText.NONE),
    GUARANTEE(
            "Expect guarantee",
            "a kind of guarantee",
            "guarantee",
            (answer, term) -> PartText.guarantee(answer.decision())),
    PRIORITY_FLAG(
            "Expect priority flag",
            "yes or no",
            "priorityFlag",
            (answer, term) -> PartText.yesOrNo(answer.decision().priorityFlag()),
            PartText::normalizeFlag),
    ON_CALL(
            "Expect on-call",
            "when an on-call team is notified",
            "onCall",
            (answer, term) -> PartText.onCall(answer.decision())),
    DUE_AFTER(
            "Expect due after",
            "milestones and their times, such as A: 90 minutes, B: 2 business days",
            "within",
            new PromiseForm(ScenarioAnswer::times, PartText::normalizeTime, null)),
    EVERY(
            "Expect every",
            "milestones and the times after which they are repeated, such as A: 90 minutes",
            "every",
            new PromiseForm(ScenarioAnswer::intervals, PartText::normalizeTime, PromiseTrait.REPETITION)),
    DUE_AT(
            "Expect due at",
            "milestones and instants, such as A: 2026-03-06T17:30:00+01:00",
            "within",
            PromiseForm.ofCase(ScenarioAnswer::dueTimes, PartText::normalizeInstant)),
    DUE_FROM(
            "Expect due from",
            "milestones and the near ends of their ranges, such as A: 2026-03-06T17:30:00+01:00",
            "within",
            PromiseForm.ofCase(ScenarioAnswer::nearEnds, PartText::normalizeInstant)),
    STATE(
            "Expect state",
            "milestones and their states, such as A: met, B: running; a state is one of " + MilestoneState.FORMS,
            "milestone",
            PromiseForm.ofCase(ScenarioAnswer::states, PartText::normalizeState)),
    PAUSES(
            "Expect pauses",
            "milestones and the stretches for which their clocks were paused, such as"
                    + " A: 2026-03-06T11:00:00+01:00/2026-03-06T12:00:00+01:00",
            "pausedBy",
            PromiseForm.ofCase(ScenarioAnswer::pauses, PartText::normalizeStretch)),
    MISSED(
            "Expect missed",
            "milestones and the due times of the intervals that ended late, such as A: 2026-03-06T17:30:00+01:00",
            "every",
            PromiseForm.ofCase(ScenarioAnswer::missed, PartText::normalizeInstant)),
    STRENGTH(
            "Expect strength",
            "milestones and how firmly they are promised, such as A: target",
            "strength",
            new PromiseForm(ScenarioAnswer::strengths, PartText::normalizeStrength, PromiseTrait.STRENGTH)),
    MILESTONES(
            "Expect milestones",
            "the names of milestones",
            "milestone",
            new PromiseForm(ScenarioAnswer::milestones, null, null)),
    COMMITMENTS(
            "Expect commitments",
            "commitments in their words",
            "commitment",
            (answer, term) -> PartText.joinOrNone(answer.decision().commitments())),
    ALLOWANCE(
            "Expect allowance",
            "an allowance such as 12 sessions per year, or several joined by “and”",
            "amount",
            (answer, term) -> PartText.allowance(answer.decision()),
            AllowanceText::normalizeCell),
    REFER_TO(
            "Expect refer to",
            "an issue type",
            "referTo",
            (answer, term) -> PartText.textOrNone(answer.decision().referTo())),
    MISSING(
            "Expect missing",
            "facts as JSON pointers",
            "entitled",
            new TextForm(
                    (answer, term) -> PartText.joinOrNone(answer.decision().missingPointers()),
                    PartText::normalizeList,
                    false)),
    TERM(
            "Expect term",
            "the value of a term",
            "term",
            (answer, term) -> PartText.term(answer.decision(), String.valueOf(term)));

    private final String title;
    private final String form;
    private final String action;
    private final PartForm partForm;

    ExpectedPart(
            String title, String form, String action, BiFunction<ScenarioAnswer, @Nullable String, String> actual) {
        this(title, form, action, actual, PartText::normalizeList);
    }

    ExpectedPart(
            String title,
            String form,
            String action,
            BiFunction<ScenarioAnswer, @Nullable String, String> actual,
            UnaryOperator<String> normalizer) {
        this(title, form, action, new TextForm(actual, normalizer, true));
    }

    ExpectedPart(String title, String form, String action, PartForm partForm) {
        this.title = title;
        this.form = form;
        this.action = action;
        this.partForm = partForm;
    }

    /** Returns the title of its column; the title for terms is followed by the name of a term. */
    String columnTitle() {
        return title;
    }

    /** Returns a description of its cells, in words. */
    String cellForm() {
        return form;
    }

    /** Returns the action of tables that sets it. */
    String actionName() {
        return action;
    }

    /** Returns true if it is known only of a case that has an opening. */
    boolean needsOpening() {
        return this == STATE || this == PAUSES || this == MISSED;
    }

    /** Returns true if it depends on where the case stands. */
    boolean readsCase() {
        return needsOpening() || this == DUE_AT || this == DUE_FROM;
    }

    /** Returns the form in which it is written and compared. */
    PartForm form() {
        return partForm;
    }

    /** Returns true if several rows may set it together; for all other parts the last row prevails. */
    boolean isCumulative() {
        return partForm instanceof PromiseForm || this == COMMITMENTS;
    }
}
