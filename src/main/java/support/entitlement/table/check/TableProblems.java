package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;

/** The problems of one table, limited to the number that a reader can use. Not thread-safe. */
final class TableProblems {

    static final int MAX_KEPT = 100;

    private final Table table;
    private final List<Problem> kept = new ArrayList<>();
    private int more;
    private @Nullable Problem incomplete;

    TableProblems(Table table) {
        this.table = table;
    }

    /** Adds a problem. The first error is always kept. */
    void add(Problem problem) {
        add(problem, Optional::empty);
    }

    /**
     * Adds a problem with a query that shows it.
     *
     * @param query finds the query, and is asked only if the problem is kept
     */
    void add(Problem problem, Supplier<Optional<Query>> query) {
        boolean firstError = problem.severity() == Severity.ERROR && !Problem.hasErrors(kept);
        if (kept.size() < MAX_KEPT || firstError) {
            kept.add(query.get().map(problem::withQuery).orElse(problem));
        } else {
            more++;
        }
    }

    /** Records that not all rows were compared, as information. */
    void markIncomplete() {
        incomplete = Problem.info(
                TableProblemCode.NOT_FULLY_CHECKED,
                table.sheet(),
                "",
                "“" + table.name()
                        + "” is too complex to compare all its rows with others: some that no answer shows may have been missed.");
    }

    /** Records that not all rows were compared, so that the table cannot be accepted. */
    void markIncomplete(Budget budget) {
        incomplete = budget.openQuestionProblem(
                table.sheet(),
                "“" + table.name()
                        + "” is too complex to compare all its rows with each other: some that overlap or"
                        + " can never count may have been missed.",
                "Split the table by the values of one condition, or shorten its lists.");
    }

    /** Returns the problems that were kept, and one problem that counts the others. */
    List<Problem> all() {
        List<Problem> all = new ArrayList<>(kept);
        if (incomplete != null) {
            all.add(incomplete);
        }
        if (more > 0) {
            all.add(Problem.info(
                    TableProblemCode.MORE_PROBLEMS,
                    table.sheet(),
                    "",
                    "“" + table.name() + "” has " + more + " more problems like these; the first are shown."));
        }
        return all;
    }
}
