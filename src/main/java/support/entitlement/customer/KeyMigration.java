package support.entitlement.customer;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import support.entitlement.text.NormalForm;

/** Rewrites the keys of names that were stored before {@link NormalForm} made them, so that they are found again. */
final class KeyMigration implements JavaMigration {

    private final String version;
    private final String names;
    private final List<String> changes;

    /**
     * A migration of one column.
     *
     * @param names selects each name with its key, once
     * @param changes the statements that rewrite a key, with parameters {@code name}, {@code before} and {@code key}
     */
    private KeyMigration(String version, String names, List<String> changes) {
        this.version = version;
        this.names = names;
        this.changes = changes;
    }

    /** Migrates the issue types by which use is summed up. */
    static KeyMigration ofUsage() {
        return new KeyMigration(
                "2",
                "SELECT DISTINCT issue_type, issue_key FROM usage_entry",
                List.of("UPDATE usage_entry SET issue_key = :key WHERE issue_type = :name AND issue_key = :before"));
    }

    /** Migrates the names that contracts use; of two that are one now, one stays. */
    static KeyMigration ofContracts() {
        return new KeyMigration("3", "SELECT DISTINCT name, name FROM customer_contract_name", List.of("""
                        DELETE FROM customer_contract_name WHERE name = :before AND EXISTS (
                            SELECT 1 FROM customer_contract_name other WHERE other.name = :key
                            AND other.kind = customer_contract_name.kind
                            AND other.customer = customer_contract_name.customer)""", """
                        UPDATE customer_contract_name SET name = :key WHERE name = :before AND name = :name"""));
    }

    /** A name, and the key that it was stored with. */
    private record Stored(String name, String key) {}

    @Override
    public void migrate(Context context) {
        DataSource same = new SingleConnectionDataSource(context.getConnection(), true);
        JdbcClient jdbc = JdbcClient.create(same);
        List<Stored> stored = jdbc.sql(names)
                .query((row, number) -> new Stored(row.getString(1), row.getString(2)))
                .list();
        for (Stored each : stored) {
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

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
        return "keys in normal form";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
