package support.entitlement.table.problem;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Problems that one step of a check finds, of which no more are kept than somebody would read: of the errors as many as of all
 * others. Not thread-safe.
 */
public final class ProblemList extends AbstractList<Problem> {

    static final int MAX_KEPT = 500;

    private final List<Problem> kept = new ArrayList<>();
    private int errors;
    private int found;

    /** None yet. */
    public ProblemList() {}

    /** Counts a problem, and keeps it unless there are many. */
    @Override
    public boolean add(Problem problem) {
        found++;
        boolean isError = problem.severity() == Severity.ERROR;
        boolean isKept = isError ? errors < MAX_KEPT : kept.size() - errors < MAX_KEPT;
        if (isKept) {
            errors += isError ? 1 : 0;
            kept.add(problem);
        }
        return isKept;
    }

    /** Returns whether another error would be kept, so that it is worth its words. */
    public boolean hasRoom() {
        return errors < MAX_KEPT;
    }

    /** Returns how many were found, those included that are not kept. */
    public int countFound() {
        return found;
    }

    /** Returns those that are kept, and how many are not. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(kept);
        if (found > kept.size()) {
            all.add(Problem.info(
                    TableProblemCode.MORE_PROBLEMS,
                    kept.get(kept.size() - 1).place(),
                    "",
                    "There are " + (found - kept.size()) + " more problems like these; the first are shown."));
        }
        return all;
    }

    @Override
    public Problem get(int index) {
        return kept.get(index);
    }

    @Override
    public int size() {
        return kept.size();
    }
}
