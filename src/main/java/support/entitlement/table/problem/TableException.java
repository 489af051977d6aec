package support.entitlement.table.problem;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reports tables that cannot be used. It carries every problem that was found, not only the first. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates an exception with these problems. */
    public TableException(Collection<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns all problems. */
    public List<Problem> problems() {
        return problems;
    }
}
