package support.entitlement.release;

import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;

/** The database that the log of releases is in. */
@Component
final class LogDatabase extends Database {

    LogDatabase(DataSource source) {
        super(source, "The log of releases", "db/release", "policy_release_schema");
    }
}
