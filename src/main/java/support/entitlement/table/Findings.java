package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;

/** The problems of one table, of which no more are kept than somebody would read. Not thread-safe. */
final class Findings {

    static final int MOST = 100;

    private final Table table;
    private final List<Problem> kept = new ArrayList<>();
    private int more;
    private boolean open;

    Findings(Table table) {
        this.table = table;
    }

    /** Adds a problem. An error is kept in any case if it is the first. */
    void add(Problem problem) {
        boolean firstError = problem.severity() == Severity.ERROR && !Problem.refuse(kept);
        if (kept.size() < MOST || firstError) {
            kept.add(problem);
        } else {
            more++;
        }
    }

    /** Says that not all rows were compared. */
    void leaveOpen() {
        open = true;
    }

    /** All that were kept, and how many were not. */
    List<Problem> all() {
        List<Problem> all = new ArrayList<>(kept);
        if (open) {
            all.add(Problem.info(
                    "not-fully-checked",
                    table.sheet(),
                    "",
                    "“" + table.name()
                            + "” is too entangled to compare all its rows with each other: some that overlap or"
                            + " can never count may have been missed."));
        }
        if (more > 0) {
            all.add(Problem.info(
                    "more-problems",
                    table.sheet(),
                    "",
                    "“" + table.name() + "” has " + more + " more problems like these; the first are shown."));
        }
        return all;
    }
}
