package support.entitlement.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.engine.Engine;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/**
 * Tables in force: asks them, and remembers their answers. Immutable to its users and thread-safe.
 *
 * <p>The same query has the same decision for as long as a policy lives, because no decision holds an instant.
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
    private final Cache<Query, Decision> decisions =
            Caffeine.newBuilder().maximumSize(DECISIONS_REMEMBERED).build();

    Policy(String revision, List<Table> tables, Engine engine, Calendars calendars, Precedence precedence) {
        this.revision = revision;
        this.vocabulary = Vocabulary.of(tables);
        this.engine = engine;
        this.calendars = calendars;
        List<Table> matched =
                tables.stream().filter(table -> table.fact().isMatched()).toList();
        this.missingFacts = new MissingFacts(matched, this::fireRules);
        this.missingRows = new MissingRows(matched);
        this.tables = List.copyOf(tables);
        this.precedence = precedence;
    }

    /** The hash of the tables. */
    public String revision() {
        return revision;
    }

    public Engine engine() {
        return engine;
    }

    /** The tables, in the order in which they are asked. */
    public List<Table> tables() {
        return tables;
    }

    /** Which terms of a contract prevail. */
    public Precedence precedence() {
        return precedence;
    }

    /** The calendars that its milestones are counted in. */
    public Calendars calendars() {
        return calendars;
    }

    /** Whether a milestone falls due as it would by the calendars of another policy. */
    public boolean countsLike(Policy other, Milestone milestone) {
        String name = milestone.calendar();
        return Stream.of(milestone.within(), milestone.every())
                .filter(Objects::nonNull)
                .allMatch(time -> calendars.get(name).countsLike(other.calendars.get(name), time));
    }

    /** The names that the tables know. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Decides a query.
     *
     * @param query names in the tables' spelling, and no attribute that no table asks for, so that queries with the same
     *     answer are equal
     */
    public Decision decide(Query query) {
        Decision known = decisions.getIfPresent(query);
        if (known != null) {
            return known;
        }
        Decision decision = decideUncached(query);
        decisions.put(query, decision);
        return decision;
    }

    /** What the tables say about a channel, known to them or not. */
    public OfferedChannel describeChannel(String name) {
        return engine.describeChannel(name).offeredChannels().get(0);
    }

    /** The rows that say something about a channel. */
    public List<MatchedRow> rowsOfChannel(String name) {
        return List.copyOf(engine.describeChannel(name).matchedRows());
    }

    /** Decides a query by firing the rules, whether it has been asked before or not. */
    public Decision decideUncached(Query query) {
        return missingFacts.withMissingFacts(fireRules(query));
    }

    private Decision fireRules(Query query) {
        Engine.EngineOutcome outcome = engine.fireRules(query);
        return outcome.entitlement().finishDecision(outcome.coverage(), missingRows::findTablesWithoutRow);
    }
}
