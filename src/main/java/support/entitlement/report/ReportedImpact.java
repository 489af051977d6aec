package support.entitlement.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.diff.NameChange;
import support.entitlement.change.impact.Direction;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.Query;

/**
 * An {@link PolicyImpact} as programs read it, over HTTP, from the command line and in the log of releases.
 *
 * @param complete whether every query whose answer changes is in one of the lines
 * @param limit why not; null if it is complete
 * @param evaluated how many sorts of queries were asked of both versions
 * @param better how many lines are better for customers
 * @param worse how many are worse
 * @param mixed how many are both
 * @param unknown of how many it cannot be said
 * @param names names that only one version knows
 * @param lines the answers that change, at most 1,000 lines
 * @param linesLeftOut how many more lines there are
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

    private static final int MOST_LINES = 1_000;

    /**
     * Queries whose answers change in the same way.
     *
     * @param text the line as a sentence
     * @param queries the queries, in words
     * @param plans the plans that both versions know and that these queries may be of; null in what older versions kept
     * @param example one of them, as it would be sent
     * @param changes the parts of the answer that change
     * @param direction better, worse, mixed or unknown
     * @param because the places in the tables that make the difference
     */
    public record Line(
            String text,
            String queries,
            @Nullable List<String> plans,
            Map<String, Object> example,
            List<Part> changes,
            String direction,
            List<String> because) {}

    /** A part of an answer that changes. */
    public record Part(
            String part, @Nullable String before, @Nullable String after, String direction) {}

    /** The same impact, as programs read it. */
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
                        .limit(MOST_LINES)
                        .map(ReportedImpact::toLine)
                        .toList(),
                Math.max(0, impact.lines().size() - MOST_LINES));
    }

    private static Line toLine(PolicyImpact.ImpactLine line) {
        return new Line(
                line.asSentence(),
                line.queries(),
                line.plans(),
                toRequest(line.example()),
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

    private static Map<String, Object> toRequest(Query query) {
        Map<String, Object> impact = new LinkedHashMap<>();
        putIfPresent(impact, "productionUse", query.productionUse());
        putIfPresent(impact, "workaround", query.workaround());
        Map<String, Object> request = new LinkedHashMap<>();
        putIfPresent(request, "plan", query.plan());
        putIfPresent(request, "issueType", query.issueType());
        putIfPresent(request, "impact", impact.isEmpty() ? null : impact);
        putIfPresent(request, "slaCategory", query.slaCategory());
        putIfPresent(request, "channel", query.channel());
        putIfPresent(request, "attributes", query.attribute().isEmpty() ? null : query.attribute());
        return request;
    }

    private static void putIfPresent(Map<String, Object> object, String member, @Nullable Object value) {
        if (value != null) {
            object.put(member, value);
        }
    }
}
