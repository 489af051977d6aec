package support.entitlement.database;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** A change of tables that statements alone cannot make. It runs in a transaction, and has no checksum, since its code may be moved. */
public abstract class CodeMigration implements JavaMigration {

    private final MigrationVersion version;
    private final String description;

    /**
     * Creates a migration.
     *
     * @param version the number among all changes of the tables
     * @param description is kept in the database, and must stay as it is
     */
    protected CodeMigration(String version, String description) {
        this.version = MigrationVersion.fromVersion(version);
        this.description = description;
    }

    @Override
    public final MigrationVersion getVersion() {
        return version;
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }
}
