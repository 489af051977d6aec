package support.entitlement.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of releases in a database, H2 or PostgreSQL. Releases are only ever added. Thread-safe; the database may come and
 * go, and every method throws {@link LogUnavailableException} while it is away.
 */
final class ReleaseLog {

    /** The channel of PostgreSQL on which every new release is announced. */
    static final String CHANNEL = "entitlement_policy_release";

    private static final TypeReference<List<ReportedProblem>> PROBLEMS = new TypeReference<>() {};

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private volatile boolean ready;
    private volatile boolean postgres;

    ReleaseLog(DataSource database, JsonMapper json) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.json = json;
    }

    /** Whether new releases are announced to whoever listens. */
    boolean announces() {
        return postgres;
    }

    /** Every release that was published after the one with this number, in order. */
    List<Release> after(long id) {
        return ask(() -> jdbc.sql("""
                        SELECT id, revision, digest, author, origin, comment, created, effective_from
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
                        row.getObject(8, OffsetDateTime.class).toInstant()))
                .list());
    }

    /**
     * Adds a release, whole or not at all.
     *
     * @return whether it was added; it is not if another took its number before
     */
    boolean add(Release release, ReleaseReport report, TableFiles files) {
        return ask(() -> {
            try {
                transaction.executeWithoutResult(status -> insert(release, report, files));
                if (!postgres) {
                    jdbc.sql("CHECKPOINT SYNC").update(); // H2 would keep it in memory for a while.
                }
                return true;
            } catch (DuplicateKeyException e) {
                return false; // Somebody published at the same time. The caller looks at what they did.
            }
        });
    }

    /** What the check found when a release was published. */
    ReleaseReport report(long id) {
        return ask(() -> jdbc.sql("SELECT problems, impact FROM policy_release WHERE id = ?")
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
     * @throws LogUnavailableException also if the log has none of them, as if it were put back to an earlier state
     */
    TableFiles files(long id) {
        return ask(() -> {
            SortedMap<String, byte[]> contents = new TreeMap<>();
            jdbc.sql("""
                    SELECT f.name, c.content FROM policy_release_file f JOIN policy_file c ON c.hash = f.hash
                    WHERE f.release_id = ?""").param(id).query(row -> {
                contents.put(row.getString(1), row.getBytes(2));
            });
            if (contents.isEmpty()) {
                throw new EmptyResultDataAccessException("It has no files of release " + id, 1);
            }
            return new TableFiles(contents, List.of());
        });
    }

    private void insert(Release release, ReleaseReport report, TableFiles files) {
        if (postgres) { // A release that is acknowledged must outlive a crash, also where others have bargained that
            // away.
            jdbc.sql(
                            "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'")
                    .query(row -> {});
        }
        jdbc.sql("INSERT INTO policy_release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
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
                        report.impact() == null ? null : json.writeValueAsString(report.impact()))
                .update();
        files.contents().forEach((name, content) -> insert(release.id(), name, content));
        if (postgres) {
            jdbc.sql("SELECT pg_notify(?, ?)")
                    .params(CHANNEL, String.valueOf(release.id()))
                    .query(row -> {});
        }
    }

    private void insert(long release, String name, byte[] content) {
        String hash = TableFiles.hash(content);
        // Nobody else can add this content at the same time: they would have to have taken the release's number first.
        jdbc.sql("INSERT INTO policy_file SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM policy_file WHERE hash = ?)")
                .params(hash, content, hash)
                .update();
        jdbc.sql("INSERT INTO policy_release_file VALUES (?, ?, ?)")
                .params(release, name, hash)
                .update();
    }

    private <T> T ask(Supplier<T> question) {
        try {
            prepare();
            return question.get();
        } catch (DataAccessException | TransactionException | FlywayException e) {
            throw new LogUnavailableException(e);
        }
    }

    /** Makes the tables when the database is first reached, which may be long after the service has started. */
    private synchronized void prepare() {
        if (ready) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new LogUnavailableException(e);
        }
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/release")
                .table("policy_release_schema")
                .baselineOnMigrate(true) // The database may have tables of others.
                .baselineVersion("0")
                .placeholders(Map.of("bytes", postgres ? "BYTEA" : "BLOB"))
                .load()
                .migrate();
        ready = true;
    }
}
