package support.entitlement.release.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reports on releases in the log: the problems that a check found, and the impact that was determined later. To be used within
 * {@link Database#accessDatabase} only.
 */
public record LogReports(Database database, JsonMapper json) {

    private static final TypeReference<List<ReportedProblem>> PROBLEMS = new TypeReference<>() {};

    /**
     * The report on a release.
     *
     * @param state the state of the search for its impact; null if no service has determined it
     */
    public record LoggedReport(
            List<ReportedProblem> problems,
            @Nullable ReportedImpact impact,
            @Nullable ImpactState state) {}

    String writeProblems(List<ReportedProblem> problems) {
        return json.writeValueAsString(problems);
    }

    LoggedReport readReport(long id) {
        return database.jdbcClient()
                .sql("""
                        SELECT r.problems, r.impact, i.state, i.reason, i.impact FROM policy_release r
                        LEFT JOIN policy_release_impact i ON i.release_id = r.id WHERE r.id = ?""")
                .param(id)
                .query((row, number) -> toReport(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .single();
    }

    /**
     * Reads a row.
     *
     * @param withRelease the impact in the column of earlier versions, which kept it with the release
     */
    private LoggedReport toReport(
            String problems,
            @Nullable String withRelease,
            @Nullable String state,
            @Nullable String reason,
            @Nullable String impact) {
        String known = withRelease == null ? impact : withRelease;
        ReportedImpact read = known == null ? null : json.readValue(known, ReportedImpact.class);
        ImpactState kept = state == null ? null : new ImpactState(state, reason);
        return new LoggedReport(
                json.readValue(problems, PROBLEMS),
                read,
                kept == null && read != null ? ImpactState.fromResult(read.complete(), read.limit()) : kept);
    }
}
