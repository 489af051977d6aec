package support.entitlement.web;

import java.util.List;
import java.util.stream.Collectors;
import support.entitlement.table.Problem;

/** There is no policy to ask: the tables are still being read, or were refused. */
final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPolicyException(List<Problem> problems) {
        super(
                problems.isEmpty()
                        ? "The tables are still being read."
                        : problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
    }
}
