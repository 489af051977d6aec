package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An H2 database closes itself when it cannot write, as on a full disk, and its connections look alive all the same. They are given
 * up, so that the next one opens the database again, as soon as there is room.
 */
final class ClosedH2Database {

    private static final Logger LOG = LoggerFactory.getLogger(ClosedH2Database.class);

    /** The codes with which H2 says that it has closed: by itself, and at a shutdown. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121);

    private ClosedH2Database() {}

    /** Gives up the connections of a pool if this failure says that their database has closed. */
    static void reopenIfClosed(DataSource source, Throwable failure) {
        if (isClosed(failure)) {
            try {
                giveUpConnections(source);
            } catch (SQLException e) {
                LOG.warn("The connections to a database that has closed cannot be given up: {}", e.toString());
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
