package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import support.entitlement.decision.Query;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * Finds queries that several rows match, as callers can send them: for rows that compare the support level or the
 * category, with facts from which the first tables derive these. Each query is tried before it is returned. Not
 * thread-safe.
 */
public final class MatchingQueries {

    /** For all searches of one check, so that they take little of its budget. */
    private static final long MAX_STEPS = 50_000_000;

    private static final long MAX_STEPS_A_SEARCH = 5_000_000;
    private static final int MAX_TRIED = 10;
    private static final Set<FactField> HARM = Set.of(FactField.PRODUCTION_USE, FactField.WORKAROUND);

    private final QuerySpace sendable;
    private final QuerySpelling spelling;
    private final FirstTables firstTables;
    private final Map<FactField, List<FirstTables.Derivation>> derivations = new EnumMap<>(FactField.class);
    private final List<QueryBox> unsendable = new ArrayList<>();
    private final Budget budget;

    private MatchingQueries(List<Table> tables, QuerySpace sendable, Budget budget) {
        this.sendable = sendable;
        this.spelling = QuerySpelling.of(tables);
        this.firstTables = FirstTables.of(tables);
        this.budget = budget.createPart(MAX_STEPS);
        int category = sendable.indexOf(FactField.SLA_CATEGORY);
        for (FactField field : HARM) {
            int harm = sendable.indexOf(field);
            if (category >= 0 && harm >= 0) {
                unsendable.add(withSent(withSent(sendable.allQueries(), category), harm));
            }
        }
    }

    /**
     * Prepares searches.
     *
     * @param tables all tables
     * @param space the space of all their inputs
     * @param budget the budget of the check, of which the searches take a part
     */
    public static MatchingQueries of(List<Table> tables, QuerySpace space, Budget budget) {
        List<Input> inputs = space.inputs().stream()
                .filter(input -> !input.isField(FactField.SUPPORT_LEVEL) && !input.isField(FactField.NAME))
                .toList();
        return new MatchingQueries(tables, space.restrictToInputs(inputs), budget);
    }

    /** A row that the query is to match, or not to match. */
    public record SoughtRow(Table table, Row row) {

        private boolean matches(Object fact) {
            return table.rowMatches(row, fact);
        }
    }

    /**
     * Returns a query that all of some rows match; empty if none is found within the budget, or if the rows describe
     * channels, which no query sends.
     *
     * @param space a space with the inputs that the rows compare
     * @param box queries or coverages that all of the rows match
     * @param rows the rows, whose tables match the same fact
     */
    public Optional<Query> findQuery(QuerySpace space, QueryBox box, List<SoughtRow> rows) {
        FactType fact = rows.get(0).table().fact();
        if (fact != FactType.QUERY && fact != FactType.COVERAGE) {
            return Optional.empty();
        }
        return search(space, box, fact, matched -> rows.stream().allMatch(each -> each.matches(matched)));
    }

    /**
     * Returns a query that none of some rows matches; empty if none is found within the budget.
     *
     * @param space a space with the inputs that the rows compare
     * @param box queries or coverages that none of the rows matches
     * @param fact the fact of the rows' tables, a query or a coverage
     * @param rows the rows
     */
    public Optional<Query> findUnmatchedQuery(QuerySpace space, QueryBox box, FactType fact, List<SoughtRow> rows) {
        return search(space, box, fact, matched -> rows.stream().noneMatch(each -> each.matches(matched)));
    }

    private Optional<Query> search(QuerySpace space, QueryBox box, FactType fact, Predicate<Object> isSought) {
        Search search = new Search(space, fact, isSought, budget.createPart(MAX_STEPS_A_SEARCH));
        try {
            return search.findQuery(space.narrowToExample(box)).or(() -> search.findQuery(box));
        } catch (Budget.Exhausted e) {
            return Optional.empty(); // The problem stands in words without a query.
        }
    }

    private QueryBox withSent(QueryBox box, int input) {
        return box.withClasses(
                input, box.classesOf(input).minus(sendable.domainOf(input).absentClass()));
    }

    /** A search for one query. */
    private final class Search {

        private final QuerySpace space;
        private final FactType fact;
        private final Predicate<Object> isSought;
        private final Budget budget;

        private Search(QuerySpace space, FactType fact, Predicate<Object> isSought, Budget budget) {
            this.space = space;
            this.fact = fact;
            this.isSought = isSought;
            this.budget = budget;
        }

        /**
         * Queries among which one is sought.
         *
         * @param queries the queries
         * @param left parts of them that are left out
         */
        private record Target(QueryBox queries, List<QueryBox> left) {

            Target narrowTo(QueryBox part, List<QueryBox> others) {
                return new Target(
                        queries.intersectionWith(part),
                        Stream.concat(left.stream(), others.stream()).toList());
            }
        }

        private Optional<Query> findQuery(QueryBox box) {
            Target target = new Target(sendableBox(box), unsendable);
            return (fact == FactType.QUERY
                            ? Stream.of(target)
                            : narrowToDerived(FactField.SUPPORT_LEVEL, box, target)
                                    .flatMap(each -> narrowToDerived(FactField.SLA_CATEGORY, box, each)))
                    .flatMap(this::findMatchingQueries)
                    .findFirst();
        }

        /** Returns the box without derived facts, in the space of what callers send. */
        private QueryBox sendableBox(QueryBox box) {
            QueryBox sent = sendable.allQueries();
            for (int input = 0; input < space.inputs().size(); input++) {
                Input known = space.inputs().get(input);
                int sendableInput = sendable.inputs().indexOf(known);
                boolean derived = fact == FactType.COVERAGE && known.isField(FactField.SLA_CATEGORY);
                if (sendableInput >= 0 && !derived) {
                    sent = sent.withClasses(sendableInput, box.classesOf(input));
                }
            }
            return sent;
        }

        /** Returns parts of a target in each of which a derived field may have a value of the box. */
        private Stream<Target> narrowToDerived(FactField field, QueryBox box, Target target) {
            int input = space.indexOf(field);
            if (input < 0) {
                return Stream.of(target);
            }
            ValueClasses classes = box.classesOf(input);
            InputDomain domain = space.domainOf(input);
            if (classes.contains(domain.allClasses())) {
                return Stream.of(target);
            }
            List<FirstTables.Derivation> ofField =
                    derivations.computeIfAbsent(field, any -> firstTables.findDerivations(field, sendable));
            budget.takeSteps(ofField.size());
            Stream<Target> derived = ofField.stream()
                    .filter(each -> classes.intersects(domain.classOf(each.value())))
                    .filter(each -> each.queries().overlaps(target.queries()))
                    .map(each -> target.narrowTo(each.queries(), each.hidden()));
            Stream<Target> absent = classes.intersects(domain.absentClass())
                    ? Stream.of(target.narrowTo(
                            sendable.allQueries(),
                            ofField.stream()
                                    .map(FirstTables.Derivation::queries)
                                    .toList()))
                    : Stream.empty();
            return field == FactField.SLA_CATEGORY
                    ? Stream.of(Stream.of(narrowToSent(classes, target)), derived, absent)
                            .flatMap(each -> each)
                    : Stream.concat(derived, absent);
        }

        /** Returns the part of a target in which an agent sends the category. */
        private Target narrowToSent(ValueClasses classes, Target target) {
            int category = sendable.indexOf(FactField.SLA_CATEGORY);
            QueryBox sent = withSent(sendable.allQueries().withClasses(category, classes), category);
            return target.narrowTo(sent, List.of());
        }

        private Stream<Query> findMatchingQueries(Target target) {
            return UncoveredSearch.findUncovered(target.queries(), target.left(), MAX_TRIED, budget)
                    .uncovered()
                    .stream()
                    .flatMap(box -> spelling.createExample(sendable, box).stream())
                    .filter(this::isFound);
        }

        private boolean isFound(Query query) {
            Query read = spelling.spellAsTables(query);
            return isSought.test(fact == FactType.QUERY ? read : firstTables.deriveCoverage(read, budget));
        }
    }
}
