package support.entitlement.scenario;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.table.value.CellList;

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
            (answer, term) -> PartText.joinOrNone(answer.decision().exceptChannels())),
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
            (answer, term) -> PartText.joinOrNone(
                    answer.dueAfter(within -> within.inDays().toString())),
            PartText::normalizeTimes,
            (answer, term) -> PartText.joinOrNone(answer.dueAfter(Within::inWords))),
    DUE_AT(
            "Expect due at",
            "milestones and instants, such as A: 2026-03-06T17:30:00+01:00",
            "within",
            (answer, term) -> PartText.joinOrNone(answer.dueAt(ExpectedPart::inUtc)),
            PartText::normalizeInstants,
            (answer, term) -> PartText.joinOrNone(answer.dueAt(OffsetDateTime::toString))),
    DUE_FROM(
            "Expect due from",
            "milestones and the near ends of their ranges, such as A: 2026-03-06T17:30:00+01:00",
            "within",
            (answer, term) -> PartText.joinOrNone(answer.dueFrom(ExpectedPart::inUtc)),
            PartText::normalizeInstants,
            (answer, term) -> PartText.joinOrNone(answer.dueFrom(OffsetDateTime::toString))),
    STRENGTH(
            "Expect strength",
            "milestones and how firmly they are promised, such as A: target",
            "strength",
            (answer, term) -> PartText.strengths(answer.decision()),
            PartText::normalizeStrengths),
    MILESTONES(
            "Expect milestones",
            "the names of milestones",
            "milestone",
            (answer, term) -> PartText.milestones(answer.decision())),
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
            (answer, term) -> PartText.joinOrNone(answer.decision().missingPointers())),
    TERM(
            "Expect term",
            "the value of a term",
            "term",
            (answer, term) -> PartText.term(answer.decision(), String.valueOf(term)));

    /** Lists whose order has no meaning, since it follows the rows of a table. */
    private static final Set<ExpectedPart> SETS =
            EnumSet.of(EXCEPT_CHANNELS, DUE_AFTER, DUE_AT, DUE_FROM, STRENGTH, MILESTONES, MISSING);

    private final String title;
    private final String form;
    private final String action;
    private final BiFunction<ScenarioAnswer, @Nullable String, String> actual;
    private final UnaryOperator<String> normalizer;
    private final BiFunction<ScenarioAnswer, @Nullable String, String> displayed;

    ExpectedPart(
            String title, String form, String action, BiFunction<ScenarioAnswer, @Nullable String, String> actual) {
        this(title, form, action, actual, cell -> CellList.joinParts(CellList.splitAll(cell)));
    }

    ExpectedPart(
            String title,
            String form,
            String action,
            BiFunction<ScenarioAnswer, @Nullable String, String> actual,
            UnaryOperator<String> normalizer) {
        this(title, form, action, actual, normalizer, actual);
    }

    ExpectedPart(
            String title,
            String form,
            String action,
            BiFunction<ScenarioAnswer, @Nullable String, String> actual,
            UnaryOperator<String> normalizer,
            BiFunction<ScenarioAnswer, @Nullable String, String> displayed) {
        this.title = title;
        this.form = form;
        this.action = action;
        this.actual = actual;
        this.normalizer = normalizer;
        this.displayed = displayed;
    }

    private static String inUtc(OffsetDateTime time) {
        return time.toInstant().toString();
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

    /** Returns true if several rows may set it together; for all other parts the last row prevails. */
    boolean isCumulative() {
        return Set.of(DUE_AFTER, DUE_AT, DUE_FROM, STRENGTH, MILESTONES, COMMITMENTS)
                .contains(this);
    }

    /** Returns the actual part in its normal form. */
    String actualText(ScenarioAnswer answer, @Nullable String term) {
        return actual.apply(answer, term);
    }

    /** Returns the actual part in the form in which analysts would write it. */
    String displayedText(ScenarioAnswer answer, @Nullable String term) {
        return displayed.apply(answer, term);
    }

    /**
     * Returns the expectation of a cell in the normal form of actual parts.
     *
     * @throws RuntimeException if the cell cannot mean any actual part
     */
    String normalizeCell(String cell) {
        return normalizer.apply(cell);
    }

    /**
     * Returns true if the actual part meets the expectation of a cell; names match without regard to case, as
     * everywhere.
     */
    boolean isMet(String cell, String actual) {
        String expected = normalizeCell(cell);
        return SETS.contains(this)
                ? PartText.haveSameParts(expected, actual)
                : PartText.haveSamePartsInOrder(expected, actual);
    }
}
