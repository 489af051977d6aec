package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.Scenario.Expectation;
import support.entitlement.table.Budget;
import support.entitlement.table.Column;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.ProblemList;
import support.entitlement.table.Sheet;
import support.entitlement.table.Sheets;
import support.entitlement.table.Table;
import support.entitlement.table.TableProblemCode;
import support.entitlement.text.NormalForm;

/**
 * A set of scenarios. Immutable.
 *
 * @param all the scenarios that could be read
 * @param problems what is wrong with the others, whatever the policy says
 */
public record Scenarios(List<Scenario> all, List<Problem> problems) {

    private static final int MAX_FAILURES = 5_000;

    /** What it costs to decide a query. */
    private static final int STEPS_A_SCENARIO = 10_000;

    /** No scenarios. */
    public static final Scenarios NONE = new Scenarios(List.of(), List.of());

    /** Takes copies. */
    public Scenarios {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    /** Reads every sheet as a list of scenarios. */
    public static Scenarios read(Sheets sheets) {
        ScenarioReader reader = new ScenarioReader();
        for (Sheet sheet : sheets.sheets()) {
            reader.read(sheet);
        }
        return new Scenarios(
                reader.scenarios(),
                Stream.concat(sheets.problems().stream(), reader.problems().stream())
                        .toList());
    }

    /** Whether a scenario stands here too, word by word; where it stands makes no difference. */
    public Predicate<Scenario> contain() {
        Set<List<String>> known = all.stream().map(Scenario::content).collect(Collectors.toSet());
        return scenario -> known.contains(scenario.content());
    }

    /** A warning for each scenario that another set had and this one has not, by its name. */
    public List<Problem> goneSince(Scenarios before) {
        Set<String> names =
                all.stream().map(scenario -> NormalForm.key(scenario.name())).collect(Collectors.toSet());
        return before.all.stream()
                .filter(scenario -> !names.contains(NormalForm.key(scenario.name())))
                .map(scenario -> Problem.warning(
                        TableProblemCode.SCENARIO_GONE,
                        scenario.place(),
                        scenario.name(),
                        "This scenario is gone, and nobody checks it any more.",
                        "Put it back, unless this is meant."))
                .toList();
    }

    /**
     * What came of asking a policy.
     *
     * @param run what failed; it says nothing yet of rows that no scenario reaches
     * @param reached the rows that made the answers
     */
    public record Asked(ScenarioRun run, Set<MatchedRow> reached) {}

    /** Asks a policy every query, compares, and finds the rows that no query reaches. */
    public ScenarioRun run(Policy policy, Predicate<Scenario> strictly) {
        Asked asked = ask(policy, strictly);
        return all.isEmpty() ? asked.run() : asked.run().with(missed(policy, asked.reached()));
    }

    /**
     * Asks a policy every query, and compares.
     *
     * @param strictly which scenarios must not fail; others that do are warned of
     */
    public Asked ask(Policy policy, Predicate<Scenario> strictly) {
        return ask(policy, strictly, Budget.ofCheck());
    }

    /** The same within a budget. Scenarios that it does not suffice for are a problem. */
    public Asked ask(Policy policy, Predicate<Scenario> strictly, Budget budget) {
        ProblemList unasked = new ProblemList();
        unasked.addAll(problems);
        List<ScenarioRun.Failure> failed = new ArrayList<>();
        Set<MatchedRow> reached = new HashSet<>();
        for (Scenario scenario : all) {
            if (!mayAsk(failed.size(), budget)) {
                unasked.add(budget.open(
                        scenario.place(),
                        "From “" + scenario.name()
                                + "” on, scenarios could not be asked: they would take too long, or too many"
                                + " before them fail.",
                        "Delete scenarios that ask the same, and mend those that fail."));
                break;
            }
            QueryMaker maker = new QueryMaker(scenario, policy.vocabulary());
            unasked.addAll(maker.problems());
            if (!Problem.refuse(maker.problems())) {
                Decision decision = policy.evaluate(maker.query());
                reached.addAll(decision.because());
                Outcome.Answer answer = new Outcome.Answer(decision, maker.openedAt(), policy.calendars());
                boolean strict = strictly.test(scenario);
                scenario.expected().stream()
                        .flatMap(expectation -> failure(scenario, expectation, answer, policy, strict).stream())
                        .forEach(failed::add);
            }
        }
        return new Asked(new ScenarioRun(all.size(), failed, List.of(), unasked.all()), reached);
    }

    private static boolean mayAsk(int failed, Budget budget) {
        try {
            budget.take(STEPS_A_SCENARIO);
            return failed < MAX_FAILURES;
        } catch (Budget.Exhausted e) {
            return false;
        }
    }

    private static Optional<ScenarioRun.Failure> failure(
            Scenario scenario, Expectation expectation, Outcome.Answer answer, Policy policy, boolean strict) {
        String actual = expectation.outcome().actual(answer, expectation.term());
        String expected = expectation.cell().text();
        return expectation.outcome().isMet(expected, actual)
                ? Optional.empty()
                : Optional.of(new ScenarioRun.Failure(
                        scenario.name(),
                        expectation.title(),
                        expectation.cell().place(),
                        expected,
                        expectation.outcome().shown(answer, expectation.term()),
                        because(expectation, answer.decision(), policy),
                        strict));
    }

    /** The cells that said what came out; none if the query itself did. */
    private static List<Place> because(Expectation expectation, Decision decision, Policy policy) {
        Outcome outcome = expectation.outcome();
        List<Place> places = new ArrayList<>();
        if (outcome == Outcome.SLA_CATEGORY && decision.query().slaCategory() != null) {
            return places;
        }
        Set<MatchedRow> matched = Set.copyOf(decision.because());
        for (Table table : policy.tables()) {
            for (Column.Action column : table.actions()) {
                if (column.method().equals(outcome.action())
                        && (outcome != Outcome.TERM || column.literals().contains(expectation.term()))) {
                    table.rows().stream()
                            .filter(row -> matched.contains(row.matched()) && table.value(row, column) != null)
                            .forEach(row -> places.add(table.place(row, column)));
                }
            }
        }
        return outcome.addsUp() || places.isEmpty() ? places : List.of(places.get(places.size() - 1));
    }

    /** The rows of a policy that are not among those that scenarios reach. */
    public static List<ScenarioRun.MissedRows> missed(Policy policy, Set<MatchedRow> reached) {
        return policy.tables().stream()
                .filter(table -> table.fact().isMatched())
                .map(table -> new ScenarioRun.MissedRows(
                        table,
                        table.rows().stream()
                                .filter(row -> !reached.contains(row.matched()))
                                .toList()))
                .filter(missed -> !missed.rows().isEmpty())
                .toList();
    }
}
