package support.entitlement.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import support.entitlement.decision.CitedRows.DecisionPart;
import support.entitlement.decision.Decision.TableName;

/**
 * The target of the tables' actions. Each public method marked with {@link ActionMethod} is an action that a header may
 * call; the type of its parameter determines which cell values are valid.
 *
 * <p>Not thread-safe; it lives for one evaluation. Rows fire one after the other: {@link #openRow} opens a row, and the
 * cells of one row that describe one milestone belong together.
 */
public final class Entitlement extends AllowanceActions {

    /** The word of a header by which a column prevails over a fact that was sent. */
    public static final String OVERRULES = "overrules";

    private final Conclusions conclusions = new Conclusions();
    private MilestoneCells row = new MilestoneCells();

    /** Opens a row: the actions that follow are its cells. */
    public void openRow(MatchedRow matched) {
        closeRow();
        conclusions.sources.openRow(matched);
    }

    private void closeRow() {
        row.toMilestone().ifPresent(promised -> {
            conclusions.milestones.add(promised);
            conclusions.promisingRows.add(conclusions.sources.noteStatement());
        });
        if (row.areOfEveryMilestone()) {
            conclusions.addCommonClock(row.startsDuring, row.pauses());
        }
        row = new MilestoneCells();
        limits.closeRow(conclusions.sources);
    }

    /** Sets the support level that the plan gives. */
    @ActionMethod
    public void supportLevel(String name) {
        conclusions.supportLevel = name;
        conclusions.sources.noteStatement(DecisionPart.SUPPORT_LEVEL);
    }

    /** Sets the SLA category that the impact leads to. */
    @ActionMethod
    public void slaCategory(String id) {
        conclusions.slaCategory = id;
        conclusions.sources.noteStatement(DecisionPart.SLA_CATEGORY);
    }

    /**
     * Sets the SLA category, whatever was sent.
     *
     * @param mode {@value #OVERRULES}, which the header of the column says
     */
    @ActionMethod
    public void slaCategory(String mode, String id) {
        conclusions.overrulingCategory = id;
        conclusions.sources.noteStatement(DecisionPart.OVERRULING_CATEGORY);
    }

    /** Sets the definition of the SLA category. */
    @ActionMethod
    public void definition(String text) {
        conclusions.definition = text;
        conclusions.sources.noteStatement(DecisionPart.DEFINITION);
    }

    /** Sets the note for every reader of the answer. */
    @ActionMethod
    public void notice(String text) {
        conclusions.notice = text;
        conclusions.sources.noteStatement(DecisionPart.NOTICE);
    }

    /** Grants support, denies it, or says that the policy leaves it open. */
    @ActionMethod
    public void entitled(Verdict verdict) {
        conclusions.verdict = verdict;
        conclusions.sources.noteStatement(DecisionPart.ENTITLED);
    }

    /** Sets the code of the reason for which support is not granted, in the analysts' words. */
    @ActionMethod
    public void reason(String code) {
        conclusions.reason = code;
        conclusions.sources.noteStatement(DecisionPart.REASON);
    }

    /** Sets that reason in words for readers. */
    @ActionMethod
    public void reasonText(String text) {
        conclusions.reasonText = text;
        conclusions.sources.noteStatement(DecisionPart.REASON_TEXT);
    }

    /** Sets the description of the issues that count as this type. */
    @ActionMethod
    public void covers(String text) {
        conclusions.covers = text;
        conclusions.sources.noteStatement(DecisionPart.COVERS);
    }

    /** Sets the issue type to ask about instead. */
    @ActionMethod
    public void referTo(String issueType) {
        conclusions.referTo = issueType;
        conclusions.sources.noteStatement(DecisionPart.REFER_TO);
    }

    /** Sets the ways to reach support, best first. Without this action the policy states none. */
    @ActionMethod
    public void channels(String... names) {
        conclusions.channels = new ArrayList<>(names.length);
        for (String name : names) {
            conclusions.channels.add(new Channel(name, conclusions.sources));
        }
        conclusions.sources.noteStatement(DecisionPart.CHANNELS);
    }

    /** Sets channels that may not be used, whatever else is stated. */
    @ActionMethod
    public void exceptChannels(String... names) {
        conclusions.exceptChannels = List.of(names);
        conclusions.sources.noteStatement(DecisionPart.EXCEPT_CHANNELS);
    }

    /** Sets the kind of guarantee. */
    @ActionMethod
    public void guarantee(GuaranteeKind kind) {
        conclusions.guarantee = kind;
        conclusions.sources.noteStatement(DecisionPart.GUARANTEE);
    }

    /** Sets the guarantee in the policy's words. */
    @ActionMethod
    public void words(String text) {
        conclusions.words = text;
        conclusions.sources.noteStatement(DecisionPart.WORDS);
    }

    /** Sets whether the issue is flagged as a priority. */
    @ActionMethod
    public void priorityFlag(boolean yes) {
        conclusions.priorityFlag = yes;
        conclusions.sources.noteStatement(DecisionPart.PRIORITY_FLAG);
    }

    /** Sets the hours at which an on-call team is notified. */
    @ActionMethod
    public void onCall(String coverage) {
        conclusions.onCall = coverage;
        conclusions.sources.noteStatement(DecisionPart.ON_CALL);
    }

    /** Sets the name of the milestone that this row promises. */
    @ActionMethod
    public void milestone(String name) {
        row.milestone = name;
        conclusions.sources.noteStatement();
    }

    /** Sets the time within which this row's milestone must be reached. */
    @ActionMethod
    public void within(Within time) {
        row.within = time;
        conclusions.sources.noteStatement();
    }

    /** Sets the calendar in which the time of this row's milestone is counted. */
    @ActionMethod
    public void calendar(String name) {
        row.calendar = name;
        conclusions.sources.noteStatement();
    }

    /** Sets the event that starts the clock of this row's milestone; by default, the opening of the case. */
    @ActionMethod
    public void startsAt(String event) {
        row.startsAt = event;
        conclusions.sources.noteStatement();
    }

    /** Sets the calendar in whose hours the clock of this row's milestone starts; by default, it starts with the event. */
    @ActionMethod
    public void startsDuring(String calendar) {
        row.startsDuring = calendar;
        conclusions.sources.noteStatement();
    }

    /** Sets the event that reaches this row's milestone; by default, its name determines the event. */
    @ActionMethod
    public void endsAt(String event) {
        row.endsAt = event;
        conclusions.sources.noteStatement();
    }

    /** Sets the interval after which this row's milestone must be reached again, repeatedly. */
    @ActionMethod
    public void every(Within time) {
        row.every = time;
        conclusions.sources.noteStatement();
    }

    /** Sets how firmly this row's milestone is promised; without this action, it is guaranteed. */
    @ActionMethod
    public void strength(Strength firmness) {
        row.strength = firmness;
        conclusions.sources.noteStatement();
    }

    /** Sets the events of which one ends the repetition of this row's milestone. */
    @ActionMethod
    public void repeatedUntil(String... events) {
        row.repeatedUntil = List.of(events);
        conclusions.sources.noteStatement();
    }

    /** Sets the events that pause the clock of this row's milestone, or of every one if the row promises none. */
    @ActionMethod
    public void pausedBy(String... events) {
        row.pausedBy = List.of(events);
        conclusions.sources.noteStatement();
    }

    /** Sets the events that end such a pause. */
    @ActionMethod
    public void resumedBy(String... events) {
        row.resumedBy = List.of(events);
        conclusions.sources.noteStatement();
    }

    /** Adds a promise without a time. */
    @ActionMethod
    public void commitment(String text) {
        if (conclusions.commitments.isEmpty()) {
            conclusions.commitments = new ArrayList<>(2);
        }
        conclusions.commitments.add(text);
        conclusions.promisingRows.add(conclusions.sources.noteStatement());
    }

    /** Adds a term of the analysts' own. */
    @ActionMethod
    public void term(String name, String value) {
        if (conclusions.terms.isEmpty()) {
            conclusions.terms = new LinkedHashMap<>();
            conclusions.termRows = new HashMap<>();
        }
        conclusions.terms.put(name, value);
        conclusions.termRows.put(name, conclusions.sources.noteStatement());
    }

    /** Returns the query with the conclusions of the rows so far. A category that an agent sent prevails over theirs. */
    public Coverage deriveCoverage(Query query) {
        return conclusions.deriveCoverage(query);
    }

    /** Returns the channels named so far, in the form that an answer shows. */
    public List<Decision.OfferedChannel> offeredChannels() {
        return conclusions.offeredChannels();
    }

    /** Returns the channels named so far. */
    public List<Channel> namedChannels() {
        return Collections.unmodifiableList(conclusions.channels);
    }

    /** Returns true if the rows so far grant support. */
    public boolean isEntitled() {
        return conclusions.isEntitled();
    }

    /** Returns every row so far that matched and that no other row excluded. */
    public List<MatchedRow> matchedRows() {
        return Collections.unmodifiableList(conclusions.sources.matchedRows());
    }

    /**
     * Returns the finished decision.
     *
     * @param coverage the query and the conclusions that it rests on
     * @param noRowIn returns the tables that lack a row the decision needs, given the rows that matched
     */
    public Decision finishDecision(Coverage coverage, BiFunction<Decision, List<MatchedRow>, List<TableName>> noRowIn) {
        closeRow();
        return conclusions.finishDecision(coverage, limits, noRowIn);
    }
}
