package support.entitlement.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.OnCall;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.Sources.Part;

/**
 * What the actions of the tables write to. Each public method that an {@link Action} marks is an action that a header
 * may call; the type of its parameter says what the cells below may hold.
 *
 * <p>Not thread-safe; it lives for one evaluation. Rows fire one after the other: {@link #begin} opens a row, and the
 * cells of one row that describe one milestone belong together.
 */
public final class Entitlement {

    private static final List<Part> ALWAYS_SHOWN =
            List.of(Part.SUPPORT_LEVEL, Part.NOTICE, Part.ENTITLED, Part.COVERS, Part.REFER_TO);
    private static final List<Part> PROMISES = List.of(Part.CHANNELS, Part.PRIORITY_FLAG, Part.ON_CALL);
    private static final List<Part> OF_AN_ALLOWANCE =
            List.of(Part.AMOUNT, Part.UNIT, Part.PER, Part.CARRY_OVER, Part.LIMIT);

    private final Sources sources = new Sources();
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
    public void begin(MatchedRow row) {
        closeRow();
        sources.begin(row);
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
            promisingRows.add(sources.say());
        }
        milestone = null;
        within = null;
        calendar = null;
        startsAt = null;
        endsAt = null;
        every = null;
        strength = null;
    }

    /** The support level that the plan gives. */
    @Action
    public void supportLevel(String name) {
        supportLevel = name;
        sources.say(Part.SUPPORT_LEVEL);
    }

    /** The SLA category that the impact comes to. */
    @Action
    public void slaCategory(String id) {
        slaCategory = id;
        sources.say(Part.SLA_CATEGORY);
    }

    /** What the SLA category means. */
    @Action
    public void definition(String text) {
        definition = text;
        sources.say(Part.DEFINITION);
    }

    /** What every reader of the answer must know. */
    @Action
    public void notice(String text) {
        notice = text;
        sources.say(Part.NOTICE);
    }

    /** Whether the row grants support or denies it. */
    @Action
    public void entitled(boolean yes) {
        entitled = yes;
        sources.say(Part.ENTITLED);
    }

    /** What the policy counts as this type of issue. */
    @Action
    public void covers(String text) {
        covers = text;
        sources.say(Part.COVERS);
    }

    /** The issue type to ask about instead. */
    @Action
    public void referTo(String issueType) {
        referTo = issueType;
        sources.say(Part.REFER_TO);
    }

    /** The ways to reach support, best first. Without this action the policy states none. */
    @Action
    public void channels(String... names) {
        channels = new ArrayList<>(names.length);
        for (String name : names) {
            channels.add(new Channel(name, sources));
        }
        sources.say(Part.CHANNELS);
    }

    /** What sort of guarantee is given. */
    @Action
    public void guarantee(GuaranteeKind kind) {
        guarantee = kind;
        sources.say(Part.GUARANTEE);
    }

    /** The guarantee in the policy's words. */
    @Action
    public void words(String text) {
        words = text;
        sources.say(Part.WORDS);
    }

    /** Whether the issue is flagged as a priority. */
    @Action
    public void priorityFlag(boolean yes) {
        priorityFlag = yes;
        sources.say(Part.PRIORITY_FLAG);
    }

    /** When an on-call team is notified. */
    @Action
    public void onCall(String coverage) {
        onCall = coverage;
        sources.say(Part.ON_CALL);
    }

    /** The name of a milestone that this row promises. */
    @Action
    public void milestone(String name) {
        milestone = name;
        sources.say();
    }

    /** The time in which this row's milestone must be reached. */
    @Action
    public void within(Within time) {
        within = time;
        sources.say();
    }

    /** The calendar in which the time of this row's milestone is counted. */
    @Action
    public void calendar(String name) {
        calendar = name;
        sources.say();
    }

    /** The event that starts the clock of this row's milestone; without this action, the opening of the case. */
    @Action
    public void startsAt(String event) {
        startsAt = event;
        sources.say();
    }

    /** The event that reaches this row's milestone; without this action, the one that its name suggests. */
    @Action
    public void endsAt(String event) {
        endsAt = event;
        sources.say();
    }

    /** The time after which this row's milestone must be reached again, and again. */
    @Action
    public void every(Within time) {
        every = time;
        sources.say();
    }

    /** How firmly this row's milestone is promised; without this action, it is guaranteed. */
    @Action
    public void strength(Strength firmness) {
        strength = firmness;
        sources.say();
    }

    /** A promise without a time. */
    @Action
    public void commitment(String text) {
        if (commitments.isEmpty()) {
            commitments = new ArrayList<>(2);
        }
        commitments.add(text);
        promisingRows.add(sources.say());
    }

    /** How much there is in a period. */
    @Action
    public void amount(Number number) {
        amount = number;
        sources.say(Part.AMOUNT);
    }

    /** What the amount counts: hours, sessions, cases … */
    @Action
    public void unit(String name) {
        unit = name;
        sources.say(Part.UNIT);
    }

    /** The period of the amount: month, year … */
    @Action
    public void per(Per period) {
        per = period;
        sources.say(Part.PER);
    }

    /** How long into the next period what is left may be used; without this action, it is lost at the end of its own. */
    @Action
    public void carryOver(CarryOver time) {
        carryOver = time;
        sources.say(Part.CARRY_OVER);
    }

    /** What happens to use beyond the amount; without this action, it is refused. */
    @Action
    public void limit(Limit kind) {
        limit = kind;
        sources.say(Part.LIMIT);
    }

    /** A term of the analysts' own. */
    @Action
    public void term(String name, String value) {
        if (terms.isEmpty()) {
            terms = new LinkedHashMap<>();
            termRows = new HashMap<>();
        }
        terms.put(name, value);
        termRows.put(name, sources.say());
    }

    /**
     * The query with what the rows so far made of it. An agent's category prevails over theirs, and a row that is overruled does not
     * define the category that overrules it.
     */
    public Coverage coverage(Query query) {
        if (query.slaCategory() == null) {
            sources.count(Part.SLA_CATEGORY);
            return new Coverage(query, supportLevel, slaCategory);
        }
        if (slaCategory != null && sources.rowOf(Part.DEFINITION) == sources.rowOf(Part.SLA_CATEGORY)) {
            definition = null;
        }
        return new Coverage(query, supportLevel, query.slaCategory());
    }

    /** The channels named so far, as an answer describes them. */
    public List<Decision.OfferedChannel> offered() {
        return channels.stream().map(Channel::offered).toList();
    }

    /** The channels named so far. */
    public List<Channel> channels() {
        return Collections.unmodifiableList(channels);
    }

    /** Returns whether the rows so far grant support. */
    public boolean isEntitled() {
        return entitled;
    }

    /** Every row so far that matched and was open to speak. */
    public List<MatchedRow> rows() {
        return Collections.unmodifiableList(sources.matched());
    }

    /**
     * The finished decision.
     *
     * @param coverage what was decided on
     * @param noRowIn the tables in which a row was needed and that have none among these
     */
    public Decision decide(Coverage coverage, BiFunction<Decision, List<MatchedRow>, List<TableName>> noRowIn) {
        closeRow();
        String category = coverage.slaCategory();
        boolean guaranteeShown = guarantee != null || words != null;
        if (!entitled && guarantee != null && guarantee != GuaranteeKind.NONE) {
            guaranteeShown = false;
        }
        countSources(category != null, guaranteeShown);
        Decision decision = new Decision(
                coverage.query(),
                entitled,
                entitled ? null : Reason.NOT_COVERED,
                supportLevel,
                category == null ? null : new SlaCategory(category, definition),
                covers,
                entitled ? offered() : List.of(),
                entitled && !channels.isEmpty(),
                channelAllowed(coverage.channel()),
                guaranteeShown ? new Guarantee(guarantee, words) : null,
                entitled && priorityFlag,
                entitled && onCall != null ? new OnCall(onCall) : null,
                entitled ? List.copyOf(milestones) : List.of(),
                entitled ? List.copyOf(commitments) : List.of(),
                entitled && amount != null ? new Allowance(amount, unit, per, carryOver, limit) : null,
                Collections.unmodifiableMap(terms),
                referTo,
                List.of(),
                List.of(),
                sources.cited(),
                notice);
        return decision.withNoRowIn(noRowIn.apply(decision, sources.matched()));
    }

    /** Notes which of what the rows said is in the answer. */
    private void countSources(boolean categoryShown, boolean guaranteeShown) {
        ALWAYS_SHOWN.forEach(sources::count);
        termRows.values().forEach(sources::count);
        if (categoryShown && definition != null) {
            sources.count(Part.DEFINITION);
        }
        if (guaranteeShown) {
            sources.count(Part.GUARANTEE);
            sources.count(Part.WORDS);
        }
        if (entitled) {
            PROMISES.forEach(sources::count);
            promisingRows.forEach(sources::count);
            channels.forEach(Channel::countSources);
            if (amount != null) {
                OF_AN_ALLOWANCE.forEach(sources::count);
            }
        }
    }

    private @Nullable Boolean channelAllowed(@Nullable String asked) {
        if (asked == null || entitled && channels.isEmpty()) {
            return null;
        }
        return entitled && channels.stream().anyMatch(channel -> channel.name().equals(asked));
    }
}
