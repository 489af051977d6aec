package support.entitlement.contract;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.KeyMigration;

/** The database of contracts. It is the one that also holds the log of releases. */
@Component
final class ContractDatabase extends Database {

    ContractDatabase(DataSource source) {
        super(source, "The store of contracts", "db/customer", "customer_schema", keyMigration());
    }

    /** Migrates the names that contracts use. If two names become equal, one row stays. */
    private static KeyMigration keyMigration() {
        return new KeyMigration("3", "SELECT DISTINCT name, name FROM customer_contract_name", List.of("""
                        DELETE FROM customer_contract_name WHERE name = :before AND EXISTS (
                            SELECT 1 FROM customer_contract_name other WHERE other.name = :key
                            AND other.kind = customer_contract_name.kind
                            AND other.customer = customer_contract_name.customer)""", """
                        UPDATE customer_contract_name SET name = :key WHERE name = :before AND name = :name"""));
    }
}
