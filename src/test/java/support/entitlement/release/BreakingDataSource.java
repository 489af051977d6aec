package support.entitlement.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is away whenever a test says so, or takes long to be opened. */
public final class BreakingDataSource extends DelegatingDataSource {

    private final AtomicBoolean breaking;
    private final AtomicInteger slow;

    BreakingDataSource(DataSource database, AtomicBoolean breaking) {
        this(database, breaking, new AtomicInteger());
    }

    /**
     * A database that comes and goes.
     *
     * @param slow how many who ask for a connection wait for it in vain
     */
    public BreakingDataSource(DataSource database, AtomicBoolean breaking, AtomicInteger slow) {
        super(database);
        this.breaking = breaking;
        this.slow = slow;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (breaking.get()) {
            throw new SQLException("The test has taken the database away.");
        }
        if (slow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLTransientConnectionException("The test has somebody wait for a connection in vain.");
        }
        return super.getConnection();
    }
}
