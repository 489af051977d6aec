package support.entitlement.scenario;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.Scenario.Expectation;
import support.entitlement.sla.ContradictoryEventsException;
import support.entitlement.table.Column;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Asks a policy scenario by scenario, compares the answers, and collects the failures and the rows that are reached.
 *
 * <p>Single use: an instance asks one set of scenarios.
 */
final class ScenarioAsker {

    private final Policy policy;
    private final Predicate<Scenario> strictly;
    private final List<Opening> openings;
    private final ProblemList unasked = new ProblemList();
    private final List<ScenarioRun.FailedExpectation> failed = new ArrayList<>();
    private final Set<MatchedRow> reached = new HashSet<>();

    /**
     * Creates one that has asked nothing yet.
     *
     * @param strictly selects the scenarios whose failure is an error; for others it is a warning
     * @param unread the problems of scenarios that could not be read
     */
    ScenarioAsker(Policy policy, Predicate<Scenario> strictly, List<Problem> unread) {
        this.policy = policy;
        this.strictly = strictly;
        this.openings = policy.timeBands().findOpenings();
        unasked.addAll(unread);
    }

    /** Returns the number of queries that one scenario without an opening takes. */
    int countOpenings() {
        return Math.max(1, openings.size());
    }

    int countFailures() {
        return failed.size();
    }

    /** Returns the rows that made the answers. */
    Set<MatchedRow> reached() {
        return reached;
    }

    void addProblem(Problem problem) {
        unasked.add(problem);
    }

    /** Returns the result without the rows that no scenario reaches. */
    ScenarioRun run(int total) {
        return new ScenarioRun(total, failed, List.of(), unasked.all());
    }

    void askScenario(Scenario scenario) {
        ScenarioQueryReader query = new ScenarioQueryReader(scenario, policy.vocabulary());
        unasked.addAll(query.problems());
        if (query.lacksComparedOpening(policy)) {
            unasked.add(lacksOpening(scenario, "Tables compare a fact of this scenario with the opening"));
        } else if (query.lacksOpeningOfCase()) {
            unasked.add(lacksOpening(scenario, "This scenario has events, or expects where its case stands"));
        } else if (!Problem.hasErrors(query.problems())) {
            compareAnswers(scenario, query);
        }
    }

    private static Problem lacksOpening(Scenario scenario, String why) {
        return Problem.error(
                TableProblemCode.BAD_CELL,
                scenario.place(),
                scenario.name(),
                why + ", and it does not say when its case is opened.",
                "Write the instant below “Opened at”.");
    }

    private void compareAnswers(Scenario scenario, ScenarioQueryReader query) {
        try {
            ScenarioAnswers answers = ScenarioAnswers.of(query, policy, openings);
            answers.all()
                    .forEach(answer -> Stream.concat(answer.earlier().stream(), Stream.of(answer.decision()))
                            .forEach(decision -> reached.addAll(decision.because())));
            scenario.expected().stream()
                    .flatMap(expectation -> findFailure(scenario, expectation, answers).stream())
                    .forEach(failed::add);
        } catch (ContradictoryEventsException e) {
            unasked.add(query.describeContradiction(e));
        } catch (DateTimeException e) {
            unasked.add(query.describeEndOfCalendar(e));
        }
    }

    /** Returns the first answer that does not meet an expectation; empty if all do. */
    private Optional<ScenarioRun.FailedExpectation> findFailure(
            Scenario scenario, Expectation expectation, ScenarioAnswers answers) {
        String expected = expectation.cell().text();
        PartForm form = expectation.outcome().form();
        return answers.all().stream()
                .filter(answer -> !form.isMet(expected, answer, expectation.term()))
                .findFirst()
                .map(answer -> new ScenarioRun.FailedExpectation(
                        scenario.name(),
                        expectation.title(),
                        expectation.cell().place(),
                        expected,
                        form.show(answer, expectation.term()),
                        form.findAmbiguity(expected, answer).orElse(null),
                        answers.describeOpening(answer),
                        findCauses(expectation, answer.decision()),
                        strictly.test(scenario)));
    }

    /** Returns the cells that set the actual part; none if the query itself did. */
    private List<Place> findCauses(Expectation expectation, Decision decision) {
        ExpectedPart outcome = expectation.outcome();
        List<Place> places = new ArrayList<>();
        if (outcome == ExpectedPart.SLA_CATEGORY && isCategoryAsSent(decision)) {
            return places;
        }
        Set<MatchedRow> matched = Set.copyOf(decision.because());
        for (Table table : policy.tables()) {
            for (Column.ActionColumn column : table.actions()) {
                if (column.method().equals(outcome.actionName())
                        && (outcome != ExpectedPart.TERM || column.literals().contains(expectation.term()))) {
                    table.rows().stream()
                            .filter(row -> matched.contains(row.matched()) && table.cellValue(row, column) != null)
                            .forEach(row -> places.add(table.cellPlace(row, column)));
                }
            }
        }
        return outcome.isCumulative() || places.isEmpty() ? places : List.of(places.get(places.size() - 1));
    }

    private static boolean isCategoryAsSent(Decision decision) {
        return decision.slaCategory() != null
                && decision.slaCategory().id().equals(decision.query().slaCategory());
    }
}
