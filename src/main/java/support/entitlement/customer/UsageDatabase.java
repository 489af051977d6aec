package support.entitlement.customer;

import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;

/** The database that use is recorded in: the one of the log of releases. */
@Component
final class UsageDatabase extends Database {

    UsageDatabase(DataSource source) {
        super(source, "The ledger of use", "db/usage", "usage_schema_history", KeyMigration.ofUsage());
    }
}
