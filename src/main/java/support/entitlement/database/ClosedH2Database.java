package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers from an H2 database that has closed. H2 closes a database that it cannot write to, as on a full disk, while
 * its connections still look alive. This class evicts them, so that the next connection reopens the database once there
 * is space.
 */
final class ClosedH2Database {

    private static final Logger LOG = LoggerFactory.getLogger(ClosedH2Database.class);

    /** The error codes of a closed H2 database: closed by itself, and closed by a shutdown. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121);

    private ClosedH2Database() {}

    /** Evicts the connections of a pool if this failure says that their database has closed. */
    static void reopenIfClosed(DataSource source, Throwable failure) {
        if (isClosed(failure)) {
            try {
                giveUpConnections(source);
            } catch (SQLException e) {
                LOG.warn("The connections to a closed database cannot be evicted: {}", e.toString());
            }
        }
    }

    private static boolean isClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CLOSED.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    private static void giveUpConnections(DataSource source) throws SQLException {
        if (source.isWrapperFor(HikariDataSource.class)) {
            HikariPoolMXBean pool = source.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        }
    }
}
