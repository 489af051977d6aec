package support.entitlement.release.impact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import tools.jackson.databind.json.JsonMapper;

/**
 * The impact of releases in the log. It is added after the release, once, by the first service that determines it, and never
 * changed. Thread-safe; every method throws as those of {@link ReleaseLog} do.
 */
public record ImpactLog(Database database, JsonMapper json) {

    /** Keeps the impact of a release, unless another service has done so. */
    void keepImpact(long id, ImpactState state, @Nullable ReportedImpact impact) {
        database.accessDatabase(() -> database.inTransaction(() -> database.jdbcClient()
                .sql("INSERT INTO policy_release_impact (release_id, state, reason, impact) SELECT ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM policy_release_impact WHERE release_id = ?)"
                        + (database.isPostgres() ? " ON CONFLICT DO NOTHING" : ""))
                .params(id, state.state(), state.reason(), impact == null ? null : json.writeValueAsString(impact), id)
                .update()));
    }

    /** Returns the state of the impact of a release; empty if no service has determined it. */
    Optional<ImpactState> findState(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql("SELECT state, reason FROM policy_release_impact WHERE release_id = ?")
                .param(id)
                .query((row, number) -> new ImpactState(row.getString(1), row.getString(2)))
                .optional());
    }
}
