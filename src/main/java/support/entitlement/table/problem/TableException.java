package support.entitlement.table.problem;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Tables that cannot be used. It carries every problem that was found, not only the first. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Refuses tables for these problems. */
    public TableException(Collection<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
