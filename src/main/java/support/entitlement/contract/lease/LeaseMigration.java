package support.entitlement.contract.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Creates the tables of leases and changes in PostgreSQL. A trigger serves the writers that name no changes, such as older versions of the
 * service and statements by hand: it ends all leases before such a transaction commits, and none begins before it has, nor for a minute
 * afterwards.
 */
public final class LeaseMigration implements JavaMigration {

    private static final String CREATE_TABLES = """
            CREATE TABLE IF NOT EXISTS contract_lease (
                holder UUID PRIMARY KEY,
                seen   PG_SNAPSHOT NOT NULL
            );
            CREATE TABLE IF NOT EXISTS contract_change (
                transaction XID8 NOT NULL DEFAULT pg_current_xact_id(),
                customer    VARCHAR(200),
                changed     TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp()
            );
            CREATE INDEX IF NOT EXISTS contract_change_by_transaction ON contract_change (transaction);
            COMMENT ON TABLE contract_lease IS 'The replicas that answer from memory, and the snapshots whose changes they know';
            COMMENT ON COLUMN contract_change.customer IS 'null if a writer did not name its changes'""";

    private static final String CREATE_TRIGGER =
            """
            CREATE OR REPLACE FUNCTION end_contract_leases() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                LOCK TABLE contract_lease IN SHARE ROW EXCLUSIVE MODE;
                DELETE FROM contract_lease;
                IF FOUND THEN
                    PERFORM pg_sleep(%s);
                END IF;
                INSERT INTO contract_change (customer) VALUES (NULL);
                PERFORM set_config('entitlement.names_changes', 'on', true);
                RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER end_contract_leases
            AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON customer_contract FOR EACH STATEMENT
            WHEN (current_setting('entitlement.names_changes', true) IS DISTINCT FROM 'on')
            EXECUTE FUNCTION end_contract_leases()""".replace("%s", String.valueOf(ContractChanges.MAX_WAIT.toMillis() / 1e3));

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(CREATE_TABLES);
                statement.execute(CREATE_TRIGGER);
            }
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("6");
    }

    @Override
    public String getDescription() {
        return "leases on contracts";
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
