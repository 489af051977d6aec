package support.entitlement.release.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseTables;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.Schema;
import support.entitlement.release.log.LogReports.LoggedReport;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ReportedProblem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of releases in a database. Releases are only added. Thread-safe; every method throws {@link
 * DatabaseUnavailableException} while the database is away.
 */
@Component
public final class ReleaseLog implements DatabaseTables {

    /** The channel of PostgreSQL on which every new release is announced. */
    static final String CHANNEL = "entitlement_policy_release";

    private static final String AND_HAS_FILES =
            " AND EXISTS (SELECT 1 FROM policy_release_file f JOIN policy_file c ON c.hash = f.hash"
                    + " WHERE f.release_id = policy_release.id)";

    public static final Schema SCHEMA =
            new Schema("The log of releases", "db/release", "policy_release_schema", List.of());

    private final Database database;
    private final LogFiles files;
    private final LogReports reports;

    public ReleaseLog(DataSource source, JsonMapper json) {
        this.database = new Database(source, SCHEMA);
        this.files = new LogFiles(database, "release");
        this.reports = new LogReports(database, json);
    }

    /** Returns the database, which also holds what is kept beside releases. */
    @Override
    public Database database() {
        return database;
    }

    /** Returns true if the database announces new releases to other services. */
    public boolean announcesReleases() {
        return database.isPostgres();
    }

    /**
     * Returns the releases with numbers above {@code id}, in order. H2 may keep a part of a transaction that it could not write to a full
     * disk: a release without files was never acknowledged, and does not count.
     */
    public List<Release> findAfter(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql("""
                        SELECT id, revision, digest, author, origin, comment, created, effective_from, approved_by,
                            previous_digest
                        FROM policy_release WHERE id > ?""" + (database.isPostgres() ? "" : AND_HAS_FILES) + " ORDER BY id")
                .param(id)
                .query((row, number) -> toRelease(row))
                .list());
    }

    /**
     * The result of one statement that looked into the log.
     *
     * @param readOnly true if the database that answered can only be read, as a standby server, which may lag
     */
    public record Look(List<Release> releases, boolean readOnly) {}

    /** Returns the releases with numbers above {@code id}, in order, and what kind of database has them. */
    public Look lookAfter(long id) {
        return database.accessDatabase(
                () -> database.isPostgres() ? lookAtPostgres(id) : new Look(findAfter(id), false));
    }

    private Look lookAtPostgres(long id) {
        return database.jdbcClient().sql("""
                        SELECT id, revision, digest, author, origin, comment, created, effective_from, approved_by,
                            previous_digest, read_only
                        FROM (SELECT current_setting('transaction_read_only') = 'on' AS read_only) AS server
                        LEFT JOIN policy_release ON id > ? ORDER BY id""").param(id).query(rows -> {
            List<Release> releases = new ArrayList<>();
            boolean readOnly = false;
            while (rows.next()) {
                readOnly = rows.getBoolean("read_only");
                if (rows.getObject("id") != null) {
                    releases.add(toRelease(rows));
                }
            }
            return new Look(releases, readOnly);
        });
    }

    private static Release toRelease(ResultSet row) throws SQLException {
        return new Release(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getString(10));
    }

    /**
     * Adds a release, whole or not at all, and only to the log that its publisher knew: the log may have been put back meanwhile, as by a
     * failover.
     *
     * @param problems the warnings and information of the check
     * @param also runs within the same transaction
     * @return false if another service has taken its number, or if the release before is another than the one that this one follows
     */
    public boolean addRelease(Release release, List<ReportedProblem> problems, TableFiles contents, Runnable also) {
        return database.accessDatabase(() -> {
            try {
                return database.inTransaction(() -> {
                    removeReleaseWithoutFiles(release.id());
                    if (!followsLast(release)) {
                        return false;
                    }
                    insertRelease(release, problems);
                    files.addFiles(release.id(), contents);
                    also.run();
                    announceRelease(release);
                    return true;
                });
            } catch (DuplicateKeyException e) {
                return false; // Another service has published. The caller reads its release.
            }
        });
    }

    private boolean followsLast(Release release) {
        return release.previousDigest() == null
                || findAfter(release.id() - 2).stream()
                        .findFirst()
                        .filter(last -> last.chainDigest().equals(release.previousDigest()))
                        .isPresent();
    }

    /** Removes what H2 kept of an addition that a full disk interrupted; see {@link #findAfter}. */
    private void removeReleaseWithoutFiles(long id) {
        if (!database.isPostgres() && findAfter(id - 1).isEmpty()) {
            database.jdbcClient()
                    .sql("DELETE FROM policy_release_file WHERE release_id = ?")
                    .param(id)
                    .update();
            database.jdbcClient()
                    .sql("DELETE FROM policy_release WHERE id = ?")
                    .param(id)
                    .update();
        }
    }

    /** Returns what is reported of a release. */
    public LoggedReport readReport(long id) {
        return database.accessDatabase(() -> reports.readReport(id));
    }

    /**
     * Reads the files of a release.
     *
     * @throws DatabaseUnavailableException also if the log has no files of it, as after the restoring of an older backup
     */
    public TableFiles readFiles(long id) {
        return database.accessDatabase(() -> files.readFiles(id));
    }

    /**
     * Reads the files of this very release, and not those of another one with its number.
     *
     * @throws DatabaseUnavailableException also if the log does not have it, as after the restoring of an older backup
     */
    public TableFiles readFiles(Release release) {
        return database.accessDatabase(() -> database.inSnapshot(() -> {
            if (findById(release.id()).filter(release::equals).isEmpty()) {
                throw DatabaseUnavailableException.withoutPart("The log of releases", "release " + release.id());
            }
            return files.readFiles(release.id());
        }));
    }

    /** Returns the release to which the log gives a number now. */
    public Optional<Release> findById(long id) {
        return database.accessDatabase(() -> database.jdbcClient()
                .sql("""
                        SELECT id, revision, digest, author, origin, comment, created, effective_from, approved_by,
                            previous_digest
                        FROM policy_release WHERE id = ?""")
                .param(id)
                .query((row, number) -> toRelease(row))
                .optional());
    }

    /** Reads one file of a release; throws as {@link #readFiles} does. */
    public TableFiles readFile(long id, String name) {
        return database.accessDatabase(() -> files.readFile(id, name));
    }

    /** Returns the hashes of the contents of all files of a release by their names; throws as {@link #readFiles} does. */
    public SortedMap<String, String> readHashes(long id) {
        return database.accessDatabase(() -> files.readHashes(id));
    }

    private void insertRelease(Release release, List<ReportedProblem> problems) {
        database.jdbcClient()
                .sql("""
                        INSERT INTO policy_release (id, revision, digest, author, origin, comment, created, effective_from,
                            problems, approved_by, previous_digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        release.id(),
                        release.revision(),
                        release.digest(),
                        release.author(),
                        release.origin(),
                        release.comment(),
                        release.created().atOffset(ZoneOffset.UTC),
                        release.effectiveFrom().atOffset(ZoneOffset.UTC),
                        reports.writeProblems(problems),
                        release.approvedBy(),
                        release.previousDigest())
                .update();
    }

    private void announceRelease(Release release) {
        if (database.isPostgres()) {
            database.jdbcClient()
                    .sql("SELECT pg_notify(?, ?)")
                    .params(CHANNEL, String.valueOf(release.id()))
                    .query(row -> {});
        }
    }
}
