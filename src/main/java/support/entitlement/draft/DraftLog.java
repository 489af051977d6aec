package support.entitlement.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import support.entitlement.database.Database;
import support.entitlement.draft.Draft.State;
import support.entitlement.release.log.Release;

/**
 * The drafts in the database of the releases. Thread-safe. To be used within {@link Database#accessDatabase} only, and the
 * methods that change something within {@link Database#inTransaction}.
 */
final class DraftLog {

    private static final String SELECT = """
            SELECT id, name, state, based_on, author, created, changed_by, changed, version, release_id, proposal_id,
                base_digest
            FROM policy_draft""";

    private final Database database;

    DraftLog(Database database) {
        this.database = database;
    }

    /** Returns drafts with numbers below {@code before}, the newest first. */
    List<Draft> findDrafts(long before, boolean openOnly, int limit) {
        return database.jdbcClient()
                .sql(SELECT
                        + " WHERE id < :before"
                        + (openOnly ? " AND state = 'open'" : "")
                        + " ORDER BY id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(DraftLog::toDraft)
                .list();
    }

    Optional<Draft> findById(long id) {
        return database.jdbcClient()
                .sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(DraftLog::toDraft)
                .optional();
    }

    long countOpen() {
        return database.jdbcClient()
                .sql("SELECT count(*) FROM policy_draft WHERE state = 'open'")
                .query(Long.class)
                .single();
    }

    /** Reads the files that differ from those of the release; the content of a removed one is null. */
    SortedMap<String, byte @Nullable []> readDifferences(long id) {
        SortedMap<String, byte @Nullable []> differences = new TreeMap<>();
        database.jdbcClient()
                .sql("SELECT name, content FROM policy_draft_file WHERE draft_id = ?")
                .param(id)
                .query(row -> {
                    differences.put(row.getString(1), row.getBytes(2));
                });
        return differences;
    }

    /** Adds a draft without differences, and returns its number. */
    long addDraft(String name, @Nullable Release base, String author, Instant created) {
        KeyHolder key = new GeneratedKeyHolder();
        database.jdbcClient()
                .sql("""
                        INSERT INTO policy_draft (name, state, based_on, author, created, changed_by, changed, version,
                            base_digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)""")
                .params(
                        name,
                        stateName(State.OPEN),
                        base == null ? 0 : base.id(),
                        author,
                        toColumn(created),
                        author,
                        toColumn(created),
                        base == null ? null : toBaseColumn(base))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Returns true if a draft has been created of a lost release. */
    boolean isKept(String lostRelease) {
        return database.jdbcClient()
                .sql("SELECT id FROM policy_draft WHERE lost_release = ?")
                .param(lostRelease)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Marks a draft as the one of a lost release, of which there can be one. */
    void markLost(long id, String lostRelease) {
        database.jdbcClient()
                .sql("UPDATE policy_draft SET lost_release = ? WHERE id = ?")
                .params(lostRelease, id)
                .update();
    }

    /** Replaces the differences of some files. */
    void writeDifferences(long id, Map<String, byte @Nullable []> differences) {
        differences.forEach((name, content) -> {
            removeDifference(id, name);
            database.jdbcClient()
                    .sql("INSERT INTO policy_draft_file (draft_id, name, content) VALUES (?, ?, ?)")
                    .params(id, name, content)
                    .update();
        });
    }

    /** Makes a file the one of the release again. */
    void removeDifference(long id, String name) {
        database.jdbcClient()
                .sql("DELETE FROM policy_draft_file WHERE draft_id = ? AND name = ?")
                .params(id, name)
                .update();
    }

    /**
     * Begins the next version of an open draft, so that whoever wants to begin the same one cannot.
     *
     * @return false if it has another version by now, is closed or deleted
     */
    boolean beginVersion(Draft draft, String author, Instant when) {
        return database.jdbcClient()
                        .sql("UPDATE policy_draft SET version = ?, changed_by = ?, changed = ?"
                                + " WHERE id = ? AND version = ? AND state = 'open'")
                        .params(draft.version() + 1, author, toColumn(when), draft.id(), draft.version())
                        .update()
                == 1;
    }

    void rename(long id, String name) {
        database.jdbcClient()
                .sql("UPDATE policy_draft SET name = ? WHERE id = ?")
                .params(name, id)
                .update();
    }

    void changeBase(long id, Release release) {
        database.jdbcClient()
                .sql("UPDATE policy_draft SET based_on = ?, base_digest = ? WHERE id = ?")
                .params(release.id(), toBaseColumn(release), id)
                .update();
    }

    void close(long id, State state, long number) {
        database.jdbcClient()
                .sql("UPDATE policy_draft SET state = ?, release_id = ?, proposal_id = ? WHERE id = ?")
                .params(
                        stateName(state),
                        state == State.PUBLISHED ? number : null,
                        state == State.PROPOSED ? number : null,
                        id)
                .update();
    }

    /** Finds the draft that is closed as a proposal. */
    Optional<Draft> findProposed(long proposal) {
        return database.jdbcClient()
                .sql(SELECT + " WHERE proposal_id = ? AND state = 'proposed'")
                .param(proposal)
                .query(DraftLog::toDraft)
                .optional();
    }

    /** Begins the next version of a draft that is closed as a proposal, in which it can be changed again. */
    void reopen(Draft draft, String author, Instant when) {
        database.jdbcClient()
                .sql(
                        "UPDATE policy_draft SET state = 'open', proposal_id = NULL, version = ?, changed_by = ?, changed = ?"
                                + " WHERE id = ?")
                .params(draft.version() + 1, author, toColumn(when), draft.id())
                .update();
    }

    /** Deletes a draft with everything that belongs to it, unless it has another version by now. */
    boolean delete(Draft draft) {
        return database.jdbcClient()
                        .sql("DELETE FROM policy_draft WHERE id = ? AND version = ?")
                        .params(draft.id(), draft.version())
                        .update()
                == 1;
    }

    void removeDifferences(long id) {
        database.jdbcClient()
                .sql("DELETE FROM policy_draft_file WHERE draft_id = ?")
                .param(id)
                .update();
    }

    private static Draft toDraft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getLong(1),
                row.getString(2),
                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getLong(4),
                toBaseDigest(row.getLong(4), row.getString(12)),
                row.getString(5),
                toInstant(row, 6),
                row.getString(7),
                toInstant(row, 8),
                row.getLong(9),
                row.getObject(10, Long.class),
                row.getObject(11, Long.class));
    }

    private static String toBaseColumn(Release base) {
        return base.id() + ":" + base.chainDigest();
    }

    /** Returns the digest in the column if it is of this release: an earlier version of the service changes the number alone. */
    private static @Nullable String toBaseDigest(long basedOn, @Nullable String column) {
        String prefix = basedOn + ":";
        return column != null && column.startsWith(prefix) ? column.substring(prefix.length()) : null;
    }

    static Instant toInstant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime toColumn(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static String stateName(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
