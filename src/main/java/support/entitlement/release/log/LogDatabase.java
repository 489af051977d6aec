package support.entitlement.release.log;

import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.database.Database;

/** The database of the log of releases and proposals. */
@Component
public final class LogDatabase extends Database {

    public LogDatabase(DataSource source) {
        super(source, "The log of releases", "db/release", "policy_release_schema");
    }
}
