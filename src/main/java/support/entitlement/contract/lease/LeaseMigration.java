package support.entitlement.contract.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.Context;
import support.entitlement.database.CodeMigration;

/**
 * Creates the tables of leases and changes in PostgreSQL. A trigger serves the writers that name no changes, such as older versions of the
 * service and statements by hand: it ends all leases before such a transaction commits, and none begins before it has, nor for a minute
 * afterwards. A transaction with one snapshot for all of its statements may not see each lease, so that it always waits; the leases it
 * leaves cannot be extended meanwhile.
 */
public final class LeaseMigration extends CodeMigration {

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
            CREATE OR REPLACE FUNCTION end_contract_leases() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                sees_all BOOLEAN := current_setting('transaction_isolation') IN ('read committed', 'read uncommitted');
            BEGIN
                LOCK TABLE contract_lease IN SHARE ROW EXCLUSIVE MODE;
                DELETE FROM contract_lease WHERE sees_all;
                IF FOUND OR NOT sees_all THEN
                    PERFORM pg_sleep(:seconds);
                END IF;
                INSERT INTO contract_change (customer) VALUES (NULL);
                PERFORM set_config('entitlement.names_changes', 'on', true);
                RETURN NULL;
            END $$;
            DO $$
            DECLARE
                part REGCLASS;
            BEGIN -- A statement that names a part of a partitioned table fires the trigger of that part only.
                FOR part IN SELECT 'customer_contract'::REGCLASS
                    UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = 'customer_contract'::REGCLASS
                LOOP
                    EXECUTE format($trigger$
                        DROP TRIGGER IF EXISTS end_contract_leases ON %1$s;
                        CREATE TRIGGER end_contract_leases AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %1$s FOR EACH STATEMENT
                        WHEN (current_setting('entitlement.names_changes', true) IS DISTINCT FROM 'on')
                        EXECUTE FUNCTION end_contract_leases()$trigger$, part);
                END LOOP;
            END $$""".replace(":seconds", String.valueOf(ContractChanges.MAX_WAIT.toMillis() / 1e3));

    /** Creates the migration. */
    public LeaseMigration() {
        super("6", "leases on contracts");
    }

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
}
