package support.entitlement.release;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import support.entitlement.database.DatabaseUnavailableException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of releases in a database. Releases are only ever added. Thread-safe; the database may come and go, and every method
 * throws {@link DatabaseUnavailableException} while it is away.
 */
final class ReleaseLog {

    /** The channel of PostgreSQL on which every new release is announced. */
    static final String CHANNEL = "entitlement_policy_release";

    private static final TypeReference<List<ReportedProblem>> PROBLEMS = new TypeReference<>() {};

    private final LogDatabase database;
    private final LogFiles files;
    private final JsonMapper json;

    ReleaseLog(LogDatabase database, JsonMapper json) {
        this.database = database;
        this.files = new LogFiles(database, "release");
        this.json = json;
    }

    /** Whether new releases are announced to whoever listens. */
    boolean announces() {
        return database.isPostgres();
    }

    /** Every release that was published after the one with this number, in order. */
    List<Release> after(long id) {
        return database.ask(() -> database.jdbc()
                .sql("""
                        SELECT id, revision, digest, author, origin, comment, created, effective_from, approved_by
                        FROM policy_release WHERE id > ? ORDER BY id""")
                .param(id)
                .query((row, number) -> new Release(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getString(9)))
                .list());
    }

    /**
     * Adds a release, whole or not at all.
     *
     * @param also what else must happen, or else it is not added
     * @return whether it was added; it is not if another took its number before
     */
    boolean add(Release release, ReleaseReport report, TableFiles contents, Runnable also) {
        return database.ask(() -> {
            try {
                return database.change(() -> {
                    insert(release, report);
                    files.add(release.id(), contents);
                    also.run();
                    announce(release);
                    return true;
                });
            } catch (DuplicateKeyException e) {
                return false; // Somebody published at the same time. The caller looks at what they did.
            }
        });
    }

    /** What the check found when a release was published. */
    ReleaseReport report(long id) {
        return database.ask(() -> database.jdbc()
                .sql("SELECT problems, impact FROM policy_release WHERE id = ?")
                .param(id)
                .query((row, number) -> report(row.getString(1), row.getString(2)))
                .single());
    }

    private ReleaseReport report(String problems, @Nullable String impact) {
        return new ReleaseReport(
                json.readValue(problems, PROBLEMS),
                impact == null ? null : json.readValue(impact, ReportedImpact.class));
    }

    /**
     * The files of a release.
     *
     * @throws DatabaseUnavailableException also if the log has none of them, as if it were put back to an earlier state
     */
    TableFiles files(long id) {
        return database.ask(() -> files.of(id));
    }

    private void insert(Release release, ReleaseReport report) {
        database.jdbc()
                .sql("""
                        INSERT INTO policy_release (id, revision, digest, author, origin, comment, created, effective_from,
                            problems, impact, approved_by)
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
                        json.writeValueAsString(report.problems()),
                        report.impact() == null ? null : json.writeValueAsString(report.impact()),
                        release.approvedBy())
                .update();
    }

    private void announce(Release release) {
        if (database.isPostgres()) {
            database.jdbc()
                    .sql("SELECT pg_notify(?, ?)")
                    .params(CHANNEL, String.valueOf(release.id()))
                    .query(row -> {});
        }
    }
}
