package support.entitlement.customer;

import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;

/** The database that contracts are in: the one of the log of releases. */
@Component
final class ContractDatabase extends Database {

    ContractDatabase(DataSource source) {
        super(source, "The store of contracts", "db/customer", "customer_schema", KeyMigration.ofContracts());
    }
}
