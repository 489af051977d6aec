package support.entitlement.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import support.entitlement.text.NormalForm;

/** Rewrites the keys of names that were stored before {@link NormalForm} was used, so that look-ups find them. */
public final class KeyMigration extends CodeMigration {

    private final String names;
    private final List<String> changes;

    /**
     * Creates the migration of one column.
     *
     * @param names the query that selects each distinct name with its key
     * @param changes the statements that rewrite a key, with parameters {@code name}, {@code before} and {@code key}
     */
    public KeyMigration(String version, String names, List<String> changes) {
        super(version, "keys in normal form");
        this.names = names;
        this.changes = changes;
    }

    /** A name and its stored key. */
    private record StoredName(String name, String key) {}

    @Override
    public void migrate(Context context) {
        DataSource same = new SingleConnectionDataSource(context.getConnection(), true);
        JdbcClient jdbc = JdbcClient.create(same);
        List<StoredName> stored = jdbc.sql(names)
                .query((row, number) -> new StoredName(row.getString(1), row.getString(2)))
                .list();
        for (StoredName each : stored) {
            String key = NormalForm.key(each.name());
            if (!key.equals(each.key())) {
                changes.forEach(change -> jdbc.sql(change)
                        .param("name", each.name())
                        .param("before", each.key())
                        .param("key", key)
                        .update());
            }
        }
    }
}
