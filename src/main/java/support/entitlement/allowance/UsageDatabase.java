package support.entitlement.allowance;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;
import support.entitlement.database.KeyMigration;

/** The database of the ledger, which it shares with the log of releases. */
@Component
final class UsageDatabase extends Database {

    UsageDatabase(DataSource source) {
        super(source, "The ledger of use", "db/usage", "usage_schema_history", keyMigration());
    }

    /** Migrates the keys of issue types, by which use is summed up. */
    private static KeyMigration keyMigration() {
        return new KeyMigration(
                "2",
                "SELECT DISTINCT issue_type, issue_key FROM usage_entry",
                List.of("UPDATE usage_entry SET issue_key = :key WHERE issue_type = :name AND issue_key = :before"));
    }
}
