package support.entitlement.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.CitedRows.DecisionPart;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.Decision.TableName;

/**
 * The target of the tables' actions. Each public method marked with {@link ActionMethod} is an action that a header may
 * call; the type of its parameter determines which cell values are valid.
 *
 * <p>Not thread-safe; it lives for one evaluation. Rows fire one after the other: {@link #openRow} opens a row, and the
 * cells of one row that describe one milestone belong together.
 */
public final class Entitlement {

    private static final List<DecisionPart> ALWAYS_SHOWN = List.of(
            DecisionPart.SUPPORT_LEVEL,
            DecisionPart.NOTICE,
            DecisionPart.ENTITLED,
            DecisionPart.COVERS,
            DecisionPart.REFER_TO);
    private static final List<DecisionPart> PROMISES =
            List.of(DecisionPart.CHANNELS, DecisionPart.PRIORITY_FLAG, DecisionPart.ON_CALL);
    private static final List<DecisionPart> OF_AN_ALLOWANCE = List.of(
            DecisionPart.AMOUNT, DecisionPart.UNIT, DecisionPart.PER, DecisionPart.CARRY_OVER, DecisionPart.LIMIT);

    private final CitedRows sources = new CitedRows();
    private final List<Milestone> milestones = new ArrayList<>(4);
    private final List<Integer> promisingRows = new ArrayList<>(4);
    private List<Channel> channels = List.of();
    private List<String> commitments = List.of();
    private Map<String, String> terms = Map.of();
    private Map<String, Integer> termRows = Map.of();
    private boolean entitled;
    private boolean priorityFlag;
    private @Nullable String supportLevel;
    private @Nullable String slaCategory;
    private @Nullable String definition;
    private @Nullable String covers;
    private @Nullable GuaranteeKind guarantee;
    private @Nullable String words;
    private @Nullable String onCall;
    private @Nullable Number amount;
    private @Nullable String unit;
    private @Nullable Per per;
    private CarryOver carryOver = CarryOver.NONE;
    private Limit limit = Limit.HARD;
    private @Nullable String referTo;
    private @Nullable String notice;
    private @Nullable String milestone;
    private @Nullable Within within;
    private @Nullable String calendar;
    private @Nullable String startsAt;
    private @Nullable String endsAt;
    private @Nullable Within every;
    private @Nullable Strength strength;

    /** Opens a row: the actions that follow are its cells. */
    public void openRow(MatchedRow row) {
        closeRow();
        sources.openRow(row);
    }

    private void closeRow() {
        if (milestone != null && calendar != null) {
            milestones.add(new Milestone(
                    milestone,
                    within,
                    calendar,
                    Basis.PUBLISHED,
                    startsAt == null ? Milestone.OPENED : startsAt,
                    endsAt,
                    every,
                    strength == null ? Strength.GUARANTEED : strength));
            promisingRows.add(sources.noteStatement());
        }
        milestone = null;
        within = null;
        calendar = null;
        startsAt = null;
        endsAt = null;
        every = null;
        strength = null;
    }

    /** Sets the support level that the plan gives. */
    @ActionMethod
    public void supportLevel(String name) {
        supportLevel = name;
        sources.noteStatement(DecisionPart.SUPPORT_LEVEL);
    }

    /** Sets the SLA category that the impact leads to. */
    @ActionMethod
    public void slaCategory(String id) {
        slaCategory = id;
        sources.noteStatement(DecisionPart.SLA_CATEGORY);
    }

    /** Sets the definition of the SLA category. */
    @ActionMethod
    public void definition(String text) {
        definition = text;
        sources.noteStatement(DecisionPart.DEFINITION);
    }

    /** Sets the note for every reader of the answer. */
    @ActionMethod
    public void notice(String text) {
        notice = text;
        sources.noteStatement(DecisionPart.NOTICE);
    }

    /** Grants support, or denies it. */
    @ActionMethod
    public void entitled(boolean yes) {
        entitled = yes;
        sources.noteStatement(DecisionPart.ENTITLED);
    }

    /** Sets the description of the issues that count as this type. */
    @ActionMethod
    public void covers(String text) {
        covers = text;
        sources.noteStatement(DecisionPart.COVERS);
    }

    /** Sets the issue type to ask about instead. */
    @ActionMethod
    public void referTo(String issueType) {
        referTo = issueType;
        sources.noteStatement(DecisionPart.REFER_TO);
    }

    /** Sets the ways to reach support, best first. Without this action the policy states none. */
    @ActionMethod
    public void channels(String... names) {
        channels = new ArrayList<>(names.length);
        for (String name : names) {
            channels.add(new Channel(name, sources));
        }
        sources.noteStatement(DecisionPart.CHANNELS);
    }

    /** Sets the kind of guarantee. */
    @ActionMethod
    public void guarantee(GuaranteeKind kind) {
        guarantee = kind;
        sources.noteStatement(DecisionPart.GUARANTEE);
    }

    /** Sets the guarantee in the policy's words. */
    @ActionMethod
    public void words(String text) {
        words = text;
        sources.noteStatement(DecisionPart.WORDS);
    }

    /** Sets whether the issue is flagged as a priority. */
    @ActionMethod
    public void priorityFlag(boolean yes) {
        priorityFlag = yes;
        sources.noteStatement(DecisionPart.PRIORITY_FLAG);
    }

    /** Sets the hours at which an on-call team is notified. */
    @ActionMethod
    public void onCall(String coverage) {
        onCall = coverage;
        sources.noteStatement(DecisionPart.ON_CALL);
    }

    /** Sets the name of the milestone that this row promises. */
    @ActionMethod
    public void milestone(String name) {
        milestone = name;
        sources.noteStatement();
    }

    /** Sets the time within which this row's milestone must be reached. */
    @ActionMethod
    public void within(Within time) {
        within = time;
        sources.noteStatement();
    }

    /** Sets the calendar in which the time of this row's milestone is counted. */
    @ActionMethod
    public void calendar(String name) {
        calendar = name;
        sources.noteStatement();
    }

    /**
     * Sets the event that starts the clock of this row's milestone; without this action, it is the opening of the case.
     */
    @ActionMethod
    public void startsAt(String event) {
        startsAt = event;
        sources.noteStatement();
    }

    /**
     * Sets the event that reaches this row's milestone; without this action, the name of the milestone determines it.
     */
    @ActionMethod
    public void endsAt(String event) {
        endsAt = event;
        sources.noteStatement();
    }

    /** Sets the interval after which this row's milestone must be reached again, repeatedly. */
    @ActionMethod
    public void every(Within time) {
        every = time;
        sources.noteStatement();
    }

    /** Sets how firmly this row's milestone is promised; without this action, it is guaranteed. */
    @ActionMethod
    public void strength(Strength firmness) {
        strength = firmness;
        sources.noteStatement();
    }

    /** Adds a promise without a time. */
    @ActionMethod
    public void commitment(String text) {
        if (commitments.isEmpty()) {
            commitments = new ArrayList<>(2);
        }
        commitments.add(text);
        promisingRows.add(sources.noteStatement());
    }

    /** Sets the amount of the allowance in a period. */
    @ActionMethod
    public void amount(Number number) {
        amount = number;
        sources.noteStatement(DecisionPart.AMOUNT);
    }

    /** Sets the unit of the amount: hours, sessions, cases … */
    @ActionMethod
    public void unit(String name) {
        unit = name;
        sources.noteStatement(DecisionPart.UNIT);
    }

    /** Sets the period of the amount: month, year … */
    @ActionMethod
    public void per(Per period) {
        per = period;
        sources.noteStatement(DecisionPart.PER);
    }

    /**
     * Sets the time into the next period during which the rest may be used; without this action, the rest is lost at
     * the end of its period.
     */
    @ActionMethod
    public void carryOver(CarryOver time) {
        carryOver = time;
        sources.noteStatement(DecisionPart.CARRY_OVER);
    }

    /** Sets the treatment of use beyond the amount; without this action, it is refused. */
    @ActionMethod
    public void limit(Limit kind) {
        limit = kind;
        sources.noteStatement(DecisionPart.LIMIT);
    }

    /** Adds a term of the analysts' own. */
    @ActionMethod
    public void term(String name, String value) {
        if (terms.isEmpty()) {
            terms = new LinkedHashMap<>();
            termRows = new HashMap<>();
        }
        terms.put(name, value);
        termRows.put(name, sources.noteStatement());
    }

    /**
     * Returns the query with the conclusions of the rows so far. A category that an agent sent prevails over theirs,
     * and a row whose category is overridden does not define the category that overrides it.
     */
    public Coverage deriveCoverage(Query query) {
        if (query.slaCategory() == null) {
            sources.citeRow(DecisionPart.SLA_CATEGORY);
            return new Coverage(query, supportLevel, slaCategory);
        }
        if (slaCategory != null && sources.rowOf(DecisionPart.DEFINITION) == sources.rowOf(DecisionPart.SLA_CATEGORY)) {
            definition = null;
        }
        return new Coverage(query, supportLevel, query.slaCategory());
    }

    /** Returns the channels named so far, in the form that an answer shows. */
    public List<Decision.OfferedChannel> offeredChannels() {
        return channels.stream().map(Channel::toOfferedChannel).toList();
    }

    /** Returns the channels named so far. */
    public List<Channel> namedChannels() {
        return Collections.unmodifiableList(channels);
    }

    /** Returns true if the rows so far grant support. */
    public boolean isEntitled() {
        return entitled;
    }

    /** Returns every row so far that matched and that no other row excluded. */
    public List<MatchedRow> matchedRows() {
        return Collections.unmodifiableList(sources.matchedRows());
    }

    /**
     * Returns the finished decision.
     *
     * @param coverage the query and the conclusions that it rests on
     * @param noRowIn returns the tables that lack a row the decision needs, given the rows that matched
     */
    public Decision finishDecision(Coverage coverage, BiFunction<Decision, List<MatchedRow>, List<TableName>> noRowIn) {
        closeRow();
        String category = coverage.slaCategory();
        boolean guaranteeShown = guarantee != null || words != null;
        if (!entitled && guarantee != null && guarantee != GuaranteeKind.NONE) {
            guaranteeShown = false;
        }
        countSources(category != null, guaranteeShown);
        DecisionBuilder decision = new DecisionBuilder(coverage.query())
                .withEntitled(entitled)
                .withSupportLevel(supportLevel)
                .withSlaCategory(category == null ? null : new SlaCategory(category, definition))
                .withCovers(covers)
                .withChannelAllowed(channelAllowed(coverage.channel()))
                .withGuarantee(guaranteeShown ? new Guarantee(guarantee, words) : null)
                .withTerms(terms)
                .withReferTo(referTo)
                .withBecause(sources.citedRows())
                .withNotice(notice);
        Decision finished = (entitled ? withPromises(decision) : decision.withReason(Reason.NOT_COVERED)).build();
        return finished.withNoRowIn(noRowIn.apply(finished, sources.matchedRows()));
    }

    /** Adds the promises that only an entitled customer is given. */
    private DecisionBuilder withPromises(DecisionBuilder decision) {
        return decision.withChannels(offeredChannels())
                .withChannelsStated(!channels.isEmpty())
                .withPriorityFlag(priorityFlag)
                .withOnCall(onCall == null ? null : new OnCall(onCall))
                .withMilestones(milestones)
                .withCommitments(commitments)
                .withAllowance(amount == null ? null : new Allowance(amount, unit, per, carryOver, limit));
    }

    /** Records which statements of the rows are in the answer. */
    private void countSources(boolean categoryShown, boolean guaranteeShown) {
        ALWAYS_SHOWN.forEach(sources::citeRow);
        termRows.values().forEach(sources::citeRow);
        if (categoryShown && definition != null) {
            sources.citeRow(DecisionPart.DEFINITION);
        }
        if (guaranteeShown) {
            sources.citeRow(DecisionPart.GUARANTEE);
            sources.citeRow(DecisionPart.WORDS);
        }
        if (entitled) {
            PROMISES.forEach(sources::citeRow);
            promisingRows.forEach(sources::citeRow);
            channels.forEach(Channel::countSources);
            if (amount != null) {
                OF_AN_ALLOWANCE.forEach(sources::citeRow);
            }
        }
    }

    private @Nullable Boolean channelAllowed(@Nullable String requested) {
        if (requested == null || entitled && channels.isEmpty()) {
            return null;
        }
        return entitled && channels.stream().anyMatch(channel -> channel.name().equals(requested));
    }
}
