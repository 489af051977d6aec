package support.entitlement.draft;

import java.time.Instant;
import java.util.List;
import support.entitlement.database.Database;
import support.entitlement.draft.change.ChangeDocument;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The changes of all versions of drafts. Thread-safe; to be used as {@link DraftLog} is. */
final class EntryLog {

    private static final int MAX_ENTRIES = 1_000;
    private static final TypeReference<List<ChangeDocument>> CHANGES = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    EntryLog(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Adds the changes of the version that has begun. */
    void addEntry(Draft before, String author, Instant when, List<ChangeDocument> changes) {
        database.jdbcClient()
                .sql(
                        "INSERT INTO policy_draft_change (draft_id, version, author, made, changes) VALUES (?, ?, ?, ?, ?)")
                .params(
                        before.id(),
                        before.version() + 1,
                        author,
                        DraftLog.toColumn(when),
                        json.writeValueAsString(changes))
                .update();
    }

    /** Returns the changes of the versions after one, in their order, up to a number of characters but at least one version. */
    List<DraftEntry> findEntries(long id, long after, long maxLength) {
        long last = findLastVersion(id, after, maxLength);
        return database.jdbcClient()
                .sql("SELECT version, author, made, changes FROM policy_draft_change"
                        + " WHERE draft_id = ? AND version > ? AND version <= ? ORDER BY version")
                .params(id, after, last)
                .query((row, number) -> new DraftEntry(
                        row.getLong(1),
                        row.getString(2),
                        DraftLog.toInstant(row, 3),
                        json.readValue(row.getString(4), CHANGES)))
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
