package support.entitlement.release.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is away, slow, or hangs whenever a test says so. */
public final class BreakingDataSource extends DelegatingDataSource {

    private final AtomicBoolean breaking;
    private final AtomicInteger slow;
    private final AtomicBoolean losing;
    private volatile Runnable beforeConnection = () -> {};

    public BreakingDataSource(DataSource database, AtomicBoolean breaking) {
        this(database, breaking, new AtomicInteger());
    }

    /**
     * Makes a database.
     *
     * @param breaking true while the database is away
     * @param slow the number of further connections that are not granted in time
     */
    public BreakingDataSource(DataSource database, AtomicBoolean breaking, AtomicInteger slow) {
        this(database, breaking, slow, new AtomicBoolean());
    }

    /**
     * A database that comes and goes.
     *
     * @param losing true while commits happen, but are reported as failed
     */
    public BreakingDataSource(DataSource database, AtomicBoolean breaking, AtomicInteger slow, AtomicBoolean losing) {
        super(database);
        this.breaking = breaking;
        this.slow = slow;
        this.losing = losing;
    }

    /** Runs an event before each connection, on the thread that asks for it. */
    public BreakingDataSource beforeConnection(Runnable event) {
        beforeConnection = event;
        return this;
    }

    @Override
    public Connection getConnection() throws SQLException {
        beforeConnection.run();
        if (breaking.get()) {
            throw new SQLException("The test has taken the database away.");
        }
        if (slow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLTransientConnectionException("The test has somebody wait for a connection in vain.");
        }
        Connection connection = super.getConnection();
        return losing.get() ? losing(connection) : connection;
    }

    private static Connection losing(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = invoke(connection, method, arguments);
                    if (method.getName().equals("commit")) {
                        throw new SQLException("The test has lost the answer to a commit.");
                    }
                    return result;
                });
    }

    private static Object invoke(Connection connection, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
