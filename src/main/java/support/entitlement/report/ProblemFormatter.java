package support.entitlement.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/**
 * Formats problems as lines of a log. The content of a cell can neither begin a line of its own nor send commands to a terminal.
 */
public final class ProblemFormatter {

    private static final int MOST = 20;

    private ProblemFormatter() {}

    /** Replaces line breaks and control characters in a text that comes from a user. */
    public static String toSingleLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    }

    /** Returns errors, and warnings that are not accepted, each after a line break; an empty text if there are none. */
    public static String formatProblems(List<Problem> problems) {
        List<Problem> worth = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR || problem.isOpenWarning())
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
        Stream<String> lines =
                worth.stream().limit(MOST).map(problem -> problem.severity() + " " + toSingleLine(problem.toString()));
        Stream<String> rest = worth.size() > MOST
                ? Stream.of("and " + (worth.size() - MOST) + " more, which GET /v1/policy shows")
                : Stream.empty();
        return Stream.concat(lines, rest).map(line -> "\n  " + line).collect(Collectors.joining());
    }
}
