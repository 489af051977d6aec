package support.entitlement.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is away whenever a test says so. */
final class BreakingDataSource extends DelegatingDataSource {

    private final AtomicBoolean breaking;

    BreakingDataSource(DataSource database, AtomicBoolean breaking) {
        super(database);
        this.breaking = breaking;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (breaking.get()) {
            throw new SQLException("The test has taken the database away.");
        }
        return super.getConnection();
    }
}
