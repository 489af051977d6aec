package support.entitlement.table.problem;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Problems that one step of a check finds, limited to the number that a reader can use: up to 500 errors, and up to 500
 * others. Not thread-safe.
 */
public final class ProblemList extends AbstractList<Problem> {

    static final int MAX_KEPT = 500;

    private final List<Problem> kept = new ArrayList<>();
    private int errors;
    private int found;

    /** Creates an empty list. */
    public ProblemList() {}

    /** Counts a problem, and keeps it unless the limit is reached. */
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

    /** Returns true if another error would be kept, so that its text is worth computing. */
    public boolean hasRoom() {
        return errors < MAX_KEPT;
    }

    /** Returns the number of problems found, including those that are not kept. */
    public int countFound() {
        return found;
    }

    /** Returns the problems that are kept, and one problem that counts the others. */
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
