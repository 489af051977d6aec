package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.Scenario.Expectation;
import support.entitlement.table.Column;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Sheet;
import support.entitlement.table.Sheets;
import support.entitlement.table.Table;

/**
 * A set of scenarios. Immutable.
 *
 * @param all the scenarios that could be read
 * @param problems what is wrong with the others, whatever the policy says
 */
public record Scenarios(List<Scenario> all, List<Problem> problems) {

    /** No scenarios. */
    public static final Scenarios NONE = new Scenarios(List.of(), List.of());

    private static final int MOST_ROWS_NAMED = 20;

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
        Set<String> names = all.stream()
                .map(scenario -> scenario.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return before.all.stream()
                .filter(scenario -> !names.contains(scenario.name().toLowerCase(Locale.ROOT)))
                .map(scenario -> Problem.warning(
                        "scenario-gone",
                        scenario.place(),
                        scenario.name(),
                        "This scenario is gone, and nobody checks it any more.",
                        "Put it back, unless this is meant."))
                .toList();
    }

    /**
     * Asks a policy every query, and compares.
     *
     * @param strictly which scenarios must not fail; others that do are warned of
     * @return a problem for each cell that expects otherwise, and the rows that no scenario reaches
     */
    public List<Problem> run(Policy policy, Predicate<Scenario> strictly) {
        List<Problem> found = new ArrayList<>(problems);
        Set<MatchedRow> reached = new HashSet<>();
        for (Scenario scenario : all) {
            QueryMaker maker = new QueryMaker(scenario, policy.vocabulary());
            found.addAll(maker.problems());
            if (!Problem.refuse(maker.problems())) {
                Decision decision = policy.evaluate(maker.query());
                reached.addAll(decision.because());
                Outcome.Answer answer = new Outcome.Answer(decision, maker.openedAt(), policy.calendars());
                boolean strict = strictly.test(scenario);
                scenario.expected().stream()
                        .flatMap(expectation -> failure(scenario, expectation, answer, policy, strict).stream())
                        .forEach(found::add);
            }
        }
        if (!all.isEmpty()) {
            found.addAll(unreached(policy, reached));
        }
        return found;
    }

    private static List<Problem> failure(
            Scenario scenario, Expectation expectation, Outcome.Answer answer, Policy policy, boolean strict) {
        String actual = expectation.outcome().actual(answer, expectation.term());
        String expected = expectation.cell().text();
        if (expectation.outcome().isMet(expected, actual)) {
            return List.of();
        }
        String message = "Scenario “" + scenario.name() + "”: “" + expectation.title() + "” is “" + actual + "”"
                + because(expectation.outcome().action(), answer.decision(), policy) + ".";
        String remedy = "Mend the tables; or, if this is meant, write “" + actual + "” here.";
        return List.of(
                strict
                        ? Problem.error("scenario-failed", expectation.cell().place(), expected, message, remedy)
                        : Problem.warning("scenario-failed", expectation.cell().place(), expected, message, remedy));
    }

    /** The cells that said what came out. */
    private static String because(String action, Decision decision, Policy policy) {
        List<String> places = new ArrayList<>();
        for (Table table : policy.tables()) {
            for (Column.Action column : table.actions()) {
                if (column.method().equals(action)) {
                    table.rows().stream()
                            .filter(row ->
                                    decision.because().contains(row.matched()) && table.value(row, column) != null)
                            .forEach(row -> places.add(table.place(row, column).toString()));
                }
            }
        }
        return places.isEmpty() ? "; no row says it" : ", because of " + String.join(", ", places);
    }

    private static List<Problem> unreached(Policy policy, Set<MatchedRow> reached) {
        List<Problem> problems = new ArrayList<>();
        for (Table table : policy.tables()) {
            List<Row> missed = table.fact().isMatched()
                    ? table.rows().stream()
                            .filter(row -> !reached.contains(row.matched()))
                            .toList()
                    : List.of();
            if (!missed.isEmpty()) {
                String rows = missed.stream()
                        .limit(MOST_ROWS_NAMED)
                        .map(row -> String.valueOf(row.matched().row()))
                        .collect(Collectors.joining(", "));
                problems.add(Problem.info(
                        "row-without-scenario",
                        table.place(missed.get(0), table.columns().get(0)),
                        "",
                        "No scenario reaches " + missed.size() + " of the "
                                + table.rows().size() + " rows of “" + table.name() + "”: " + rows
                                + (missed.size() > MOST_ROWS_NAMED ? " …" : "") + "."));
            }
        }
        return problems;
    }
}
