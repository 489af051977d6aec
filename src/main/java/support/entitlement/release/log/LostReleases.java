package support.entitlement.release.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;

/**
 * The releases that the log lost when it was put back, as by the restoring of a backup or by a failover to a server that was behind. Their
 * numbers are given out again, so whoever names one of these numbers may mean either release. Thread-safe; every method throws
 * {@link DatabaseUnavailableException} while the database is away.
 */
public final class LostReleases {

    private final Database database;

    public LostReleases(Database database) {
        this.database = database;
    }

    /** Records lost releases; those that are known as such already are skipped. */
    public void addReleases(List<Release> lost, Instant noticed) {
        database.accessDatabase(() -> database.inTransaction(() -> {
            lost.forEach(release -> addRelease(release, noticed));
            return true;
        }));
    }

    private void addRelease(Release release, Instant noticed) {
        String once = database.isPostgres() ? " ON CONFLICT DO NOTHING" : "";
        database.jdbcClient()
                .sql("INSERT INTO policy_lost_release SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM policy_lost_release WHERE chain_digest = ?)" + once)
                .params(release.chainDigest(), release.id(), noticed.atOffset(ZoneOffset.UTC), release.chainDigest())
                .update();
    }

    /** Returns true if a release with this number was lost. */
    public boolean hasNumber(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                        .sql("SELECT count(*) FROM policy_lost_release WHERE release_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                > 0;
    }
}
