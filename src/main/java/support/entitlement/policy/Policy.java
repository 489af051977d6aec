package support.entitlement.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.calendar.CalendarChoices;
import support.entitlement.policy.calendar.OpeningDistances;
import support.entitlement.policy.calendar.TimeBands;
import support.entitlement.policy.engine.Engine;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.ActionName;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.CheckMemory;

/**
 * The tables in force: decides queries, and caches the decisions. Immutable to its users and thread-safe.
 *
 * <p>Equal queries have equal decisions as long as a policy lives, because no decision holds an instant.
 */
public final class Policy {

    private static final int DECISIONS_REMEMBERED = 10_000;

    private final String revision;
    private final Vocabulary vocabulary;
    private final Engine engine;
    private final Calendars calendars;
    private final MissingFacts missingFacts;
    private final List<Table> tables;
    private final Precedence precedence;
    private final MissingRows missingRows;
    private final AcceptedWarnings accepted;
    private final TimeBands timeBands;
    private final OpeningDistances distances;
    private final CalendarChoices choices;
    private final Set<String> pausingEvents;
    private final @Nullable DraftVersion draft;
    private final @Nullable CheckMemory checkMemory;
    private final Cache<Query, Decision> decisions = Caffeine.newBuilder()
            // The work after a look-up takes less time than the wake-up of another thread.
            .executor(Runnable::run)
            .maximumSize(DECISIONS_REMEMBERED)
            .recordStats()
            .build();

    Policy(String revision, List<Table> tables, Engine engine, Calendars calendars, Precedence precedence) {
        this.draft = null;
        this.checkMemory = null;
        this.accepted = AcceptedWarnings.NONE;
        this.revision = revision;
        this.vocabulary = Vocabulary.of(tables);
        this.engine = engine;
        this.calendars = calendars;
        List<Table> matched =
                tables.stream().filter(table -> table.fact().isMatched()).toList();
        this.missingFacts = new MissingFacts(matched, vocabulary, this::fireRules);
        this.missingRows = new MissingRows(matched);
        this.timeBands = TimeBands.of(matched, calendars);
        this.distances = OpeningDistances.of(matched);
        this.choices = CalendarChoices.of(matched, calendars);
        this.tables = List.copyOf(tables);
        this.pausingEvents = matched.stream()
                .flatMap(table -> table.actionValues(ActionName.PAUSED_BY))
                .flatMap(cell -> cell instanceof Collection<?> events ? events.stream() : Stream.of(cell))
                .map(String::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        this.precedence = precedence;
    }

    private Policy(
            Policy same, AcceptedWarnings accepted, @Nullable DraftVersion draft, @Nullable CheckMemory checkMemory) {
        this.draft = draft;
        this.checkMemory = checkMemory;
        this.accepted = accepted;
        this.revision = same.revision;
        this.vocabulary = same.vocabulary;
        this.engine = same.engine;
        this.calendars = same.calendars;
        this.missingFacts = same.missingFacts;
        this.missingRows = same.missingRows;
        this.timeBands = same.timeBands;
        this.distances = same.distances;
        this.choices = same.choices;
        this.pausingEvents = same.pausingEvents;
        this.tables = same.tables;
        this.precedence = same.precedence;
    }

    /** The hash of the tables. */
    public String revision() {
        return revision;
    }

    /** The draft that the tables belong to; null if they are those of a release. */
    public @Nullable DraftVersion draft() {
        return draft;
    }

    /** The events that pause a clock of some row. */
    public Set<String> pausingEvents() {
        return pausingEvents;
    }

    /** Returns this policy as that of a draft. */
    public Policy ofDraft(DraftVersion version) {
        return new Policy(this, accepted, version, checkMemory);
    }

    /** Returns this policy with the warnings of its tables that are meant. */
    Policy withAccepted(AcceptedWarnings meant) {
        return meant.entries().isEmpty() ? this : new Policy(this, meant, draft, checkMemory);
    }

    /** Returns this policy with the results of its check, which a check of similar tables uses. */
    Policy withCheckMemory(CheckMemory memory) {
        return new Policy(this, accepted, draft, memory);
    }

    /** Returns this policy without the results of its check, which take as much memory as its tables. */
    Policy withoutCheckMemory() {
        return new Policy(this, accepted, draft, null);
    }

    /** The results of its check; null if it was not checked, or if no similar tables are expected. */
    @Nullable
    CheckMemory checkMemory() {
        return checkMemory;
    }

    /** The warnings of its tables that are meant. They have no effect on decisions, nor on the revision. */
    public AcceptedWarnings accepted() {
        return accepted;
    }

    public Engine engine() {
        return engine;
    }

    /** The tables, in the order in which they are evaluated. */
    public List<Table> tables() {
        return tables;
    }

    /** The rules that decide which terms of a contract prevail. */
    public Precedence precedence() {
        return precedence;
    }

    /** The calendars in which its milestones are counted. */
    public Calendars calendars() {
        return calendars;
    }

    /** The calendars that conditions compare the opening of a case with. */
    public TimeBands timeBands() {
        return timeBands;
    }

    /** Returns true if conditions compare the opening of a case, or channels have hours. */
    public boolean dependsOnOpening() {
        return !timeBands.isEmpty()
                || !distances.isEmpty()
                || tables.stream()
                        .flatMap(table -> table.actionValues(ActionName.OPEN_DURING))
                        .findAny()
                        .isPresent();
    }

    /** Returns true if a milestone falls due as it would by the calendars of another policy. */
    public boolean countsLike(Policy other, Milestone milestone) {
        String name = milestone.calendar();
        String starts = milestone.startsDuring();
        if (starts != null && !isOpenLike(other, starts)) {
            return false;
        }
        return name == null
                || Stream.of(milestone.within(), milestone.every())
                        .filter(Objects::nonNull)
                        .allMatch(time -> calendars.get(name).countsLike(other.calendars.get(name), time));
    }

    /** Returns the name under which a table defines the calendar of a milestone or a channel. */
    public String definedCalendar(String name) {
        return calendars.definedName(name);
    }

    /** Returns true if a calendar of both policies is open when it was by the other. */
    public boolean isOpenLike(Policy other, String calendar) {
        return calendars.get(calendar).isOpenAlike(other.calendars.get(calendar));
    }

    /** The names that the tables know. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Returns a query as one about a case that is opened at an instant: with the opening, and attributes relative to it. */
    public Query openAt(Query query, Instant opening) {
        return distances.locate(query.withOpening(timeBands.at(opening)), opening);
    }

    /** The attributes that conditions compare with the opening of a case. */
    public OpeningDistances distances() {
        return distances;
    }

    /**
     * Decides a query.
     *
     * @param query a query with names in the tables' spelling, without attributes that no table compares, and as {@link
     *     #openAt} returns it, so that queries with equal answers are equal
     * @throws IllegalArgumentException if an attribute is compared with the opening, and that is not known
     */
    public Decision decide(Query query) {
        Query complete = vocabulary.completeQuery(query);
        Decision known = decisions.getIfPresent(complete);
        if (known != null) {
            return known;
        }
        Decision decision = decideUncached(complete);
        decisions.put(complete, decision);
        return decision;
    }

    /** Returns how many queries were answered by a remembered decision. */
    public long countRemembered() {
        return decisions.stats().hitCount();
    }

    /** Returns how many queries were decided by the rules, because no decision was remembered. */
    public long countDecided() {
        return decisions.stats().missCount();
    }

    /** Decides a query by firing the rules, bypassing the cache. */
    public Decision decideUncached(Query query) {
        distances.requireLocated(query);
        return missingFacts.withMissingFacts(fireRules(vocabulary.completeQuery(query)));
    }

    /** The calendars that attributes of queries choose. */
    public CalendarChoices calendarChoices() {
        return choices;
    }

    private Decision fireRules(Query query) {
        Engine.EngineOutcome outcome = engine.fireRules(query);
        return choices.resolve(
                outcome.entitlement().finishDecision(outcome.coverage(), missingRows::findTablesWithoutRow));
    }
}
