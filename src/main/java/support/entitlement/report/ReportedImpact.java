package support.entitlement.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.NameChange;
import support.entitlement.change.impact.Direction;
import support.entitlement.change.impact.PolicyImpact;

/**
 * A {@link PolicyImpact} in the form in which HTTP, the command line and the log of releases hold it.
 *
 * @param complete true if every query whose answer changes is in one of the lines
 * @param limit the limit that made it incomplete; null if it is complete
 * @param evaluated the number of kinds of queries that both versions were asked
 * @param better the number of lines that are better for customers
 * @param worse the number of lines that are worse for customers
 * @param mixed the number of lines that are both
 * @param unknown the number of lines of which the direction is unknown
 * @param names names that only one version has
 * @param lines the answers that change, at most 1,000 lines
 * @param linesLeftOut the number of further lines
 */
public record ReportedImpact(
        boolean complete,
        @Nullable String limit,
        int evaluated,
        long better,
        long worse,
        long mixed,
        long unknown,
        List<NameChange> names,
        List<Line> lines,
        int linesLeftOut) {

    /** The number of lines that are told. */
    public static final int MAX_LINES = 1_000;

    /**
     * Queries whose answers change in the same way.
     *
     * @param text the line as a sentence
     * @param queries a description of the queries
     * @param plans the plans of these queries that both versions have; null in reports of earlier versions of the service
     * @param example one of the queries, as it would be sent
     * @param changes the parts of the answer that change
     * @param direction {@code better}, {@code worse}, {@code mixed} or {@code unknown}
     * @param because the places in the tables that cause the change
     */
    public record Line(
            String text,
            String queries,
            @Nullable List<String> plans,
            ReportedQuery example,
            List<Part> changes,
            @Schema(implementation = Direction.class) String direction,
            List<String> because) {}

    /** A part of an answer that changes. */
    public record Part(
            String part,
            @Nullable String before,
            @Nullable String after,
            @Schema(implementation = Direction.class) String direction) {}

    /** Converts an impact. */
    public static ReportedImpact of(PolicyImpact impact) {
        return new ReportedImpact(
                impact.complete(),
                impact.limit(),
                impact.evaluated(),
                impact.countLines(Direction.BETTER),
                impact.countLines(Direction.WORSE),
                impact.countLines(Direction.MIXED),
                impact.countLines(Direction.UNKNOWN),
                impact.names(),
                impact.lines().stream()
                        .limit(MAX_LINES)
                        .map(ReportedImpact::toLine)
                        .toList(),
                Math.max(0, impact.lines().size() - MAX_LINES));
    }

    private static Line toLine(PolicyImpact.ImpactLine line) {
        return new Line(
                line.asSentence(),
                line.queries(),
                line.plans(),
                ReportedQuery.of(line.example()),
                line.changes().stream()
                        .map(change -> new Part(
                                change.part(),
                                change.before(),
                                change.after(),
                                change.direction().toString()))
                        .toList(),
                line.direction().toString(),
                line.because());
    }
}
