package support.entitlement.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.Database;
import support.entitlement.draft.change.ChangeDocument;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.text.Sha256;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes of the newest versions of drafts: of each draft those of 10,000 versions, but no more than 64 MiB. Thread-safe; to be
 * used as {@link DraftLog} is.
 */
final class EntryLog {

    /** The number of versions of a draft of which the changes are kept at least, unless these are very long. */
    static final int MAX_VERSIONS = 10_000;

    private static final long MAX_LENGTH = 64L << 20;

    /** Old versions are removed so many at a time, or once changes of this length are added. */
    private static final int VERSIONS_BETWEEN_REMOVALS = 64;

    /** The version with which a draft is created, without changes. */
    private static final int FIRST_VERSION = 1;

    private static final int LONG_ENTRY = 1 << 16;
    private static final int MAX_ENTRIES = 1_000;
    private static final TypeReference<List<ChangeDocument>> CHANGES = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;
    private final long maxLength;

    EntryLog(Database database, JsonMapper json) {
        this(database, json, MAX_LENGTH);
    }

    /**
     * Creates a log.
     *
     * @param maxLength the length of the changes of a draft that are kept, in bytes or characters, whichever the database knows without
     *     reading them
     */
    EntryLog(Database database, JsonMapper json, long maxLength) {
        this.database = database;
        this.json = json;
        this.maxLength = maxLength;
    }

    /** Adds the changes of the version that has begun, and removes those of the oldest versions if there are too many. */
    void addEntry(
            Draft before,
            String author,
            Instant when,
            List<ChangeDocument> changes,
            DraftEntry.@Nullable RequestKey key) {
        long version = before.version() + 1;
        String text = json.writeValueAsString(changes);
        database.jdbcClient()
                .sql(
                        "INSERT INTO policy_draft_change (draft_id, version, author, made, changes, request_key, request_hash)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        before.id(),
                        version,
                        author,
                        DraftLog.toColumn(when),
                        text,
                        key == null ? null : key.key(),
                        key == null ? null : key.hash())
                .update();
        if (version % VERSIONS_BETWEEN_REMOVALS == 0 || text.length() >= LONG_ENTRY) {
            removeOldest(before.id(), version);
        }
    }

    /** Returns a hash of what a request asks for. */
    String hashOf(long version, List<DraftChange> changes) {
        return Sha256.hashText(version
                + json.writeValueAsString(
                        changes.stream().map(ChangeDocument::of).toList()));
    }

    /** An entry that a request with a key has made, and the hash of the request. */
    record KeyedEntry(DraftEntry entry, String hash) {}

    /** Returns the entry that the request with a key has made; empty if there is none, or it is no longer kept. */
    Optional<KeyedEntry> findByKey(long id, String key) {
        return database.jdbcClient()
                .sql("SELECT version, author, made, changes, request_hash FROM policy_draft_change"
                        + " WHERE draft_id = ? AND request_key = ?")
                .params(id, key)
                .query((row, number) -> new KeyedEntry(toEntry(row), row.getString(5)))
                .optional();
    }

    private DraftEntry toEntry(ResultSet row) throws SQLException {
        return new DraftEntry(
                row.getLong(1),
                row.getString(2),
                DraftLog.toInstant(row, 3),
                json.readValue(row.getString(4), CHANGES));
    }

    private void removeOldest(long id, long newest) {
        database.jdbcClient()
                .sql("DELETE FROM policy_draft_change WHERE draft_id = ? AND version <= ?")
                .params(id, Math.max(newest - MAX_VERSIONS, findLastBeyondLength(id, newest)))
                .update();
    }

    /** Returns the newest version that, with those after it, is longer than what is kept; 0 if there is none but the newest of all. */
    private long findLastBeyondLength(long id, long newest) {
        // PostgreSQL knows the bytes of a long text without reading it, and H2 its characters.
        String length = database.isPostgres() ? "octet_length(changes)" : "length(changes)";
        return database.jdbcClient()
                .sql("SELECT COALESCE(MAX(version), 0) FROM (SELECT version, SUM(" + length
                        + ") OVER (ORDER BY version DESC) AS total FROM policy_draft_change WHERE draft_id = ?) sums"
                        + " WHERE total > ? AND version < ?")
                .params(id, maxLength, newest)
                .query(Long.class)
                .single();
    }

    /** Returns true if the changes of all versions after one are kept. */
    boolean hasAllAfter(long id, long after) {
        return database.jdbcClient()
                        .sql("SELECT COALESCE(MIN(version), 0) FROM policy_draft_change WHERE draft_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                <= Math.max(after, FIRST_VERSION) + 1;
    }

    /** Returns the changes of the versions after one, in their order, up to a number of characters but at least one version. */
    List<DraftEntry> findEntries(long id, long after, long maxLength) {
        long last = findLastVersion(id, after, maxLength);
        return database.jdbcClient()
                .sql("SELECT version, author, made, changes FROM policy_draft_change"
                        + " WHERE draft_id = ? AND version > ? AND version <= ? ORDER BY version")
                .params(id, after, last)
                .query((row, number) -> toEntry(row))
                .list();
    }

    private long findLastVersion(long id, long after, long maxLength) {
        long length = 0;
        long last = after;
        for (EntryLength entry : findLengths(id, after)) {
            length += entry.length();
            if (length > maxLength && last > after) {
                break;
            }
            last = entry.version();
        }
        return last;
    }

    private record EntryLength(long version, long length) {}

    private List<EntryLength> findLengths(long id, long after) {
        return database.jdbcClient()
                .sql("SELECT version, length(changes) FROM policy_draft_change"
                        + " WHERE draft_id = ? AND version > ? ORDER BY version LIMIT ?")
                .params(id, after, MAX_ENTRIES)
                .query((row, number) -> new EntryLength(row.getLong(1), row.getLong(2)))
                .list();
    }
}
