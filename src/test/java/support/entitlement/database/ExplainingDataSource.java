package support.entitlement.database;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Connections to PostgreSQL that have it explain each statement, with its real parameters, before they execute it, and record which tables
 * it reads then. Thread-safe.
 */
public final class ExplainingDataSource extends DelegatingDataSource {

    private static final String EXPLAIN = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ";

    private final List<ExplainedStatement> statements = new CopyOnWriteArrayList<>();
    private final String callers;
    private volatile boolean explaining;

    /**
     * Creates the connections.
     *
     * @param callers the beginning of the names of the classes whose statements are recorded, as a regular expression
     */
    public ExplainingDataSource(DataSource database, String callers) {
        super(database);
        this.callers = callers;
    }

    /**
     * A statement that was executed.
     *
     * @param caller the class and the method that executed it
     * @param tables the tables and the partitions that were read
     */
    public record ExplainedStatement(String caller, String sql, Set<String> tables) {}

    /** Explains from now on. */
    public void startExplaining() {
        explaining = true;
    }

    /** Returns what was recorded. */
    public List<ExplainedStatement> statements() {
        return List.copyOf(statements);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement made
                        ? prepared(connection, made, (String) arguments[0])
                        : result instanceof Statement made ? plain(connection, made) : result);
    }

    private Statement plain(Connection connection, Statement statement) {
        return proxyBefore(Statement.class, statement, (method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null) {
                explain(connection, (String) arguments[0], List.of());
            }
        });
    }

    private PreparedStatement prepared(Connection connection, PreparedStatement statement, String sql) {
        List<Call> parameters = new ArrayList<>();
        return proxyBefore(PreparedStatement.class, statement, (method, arguments) -> {
            if (method.getName().startsWith("set") && method.getDeclaringClass() == PreparedStatement.class) {
                parameters.add(new Call(method, arguments));
            } else if (method.getName().equals("addBatch") || method.getName().matches("execute(Query|Update)?")) {
                explain(connection, sql, parameters);
                parameters.clear();
            }
        });
    }

    private record Call(Method method, Object[] arguments) {}

    private void explain(Connection connection, String sql, List<Call> parameters) throws Throwable {
        if (!explaining) {
            return;
        }
        String caller = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().matches(callers + ".*"))
                        .findFirst()
                        .map(ExplainingDataSource::nameOf)
                        .orElse(""));
        if (caller.isEmpty()) {
            return;
        }
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try (PreparedStatement explained = connection.prepareStatement(EXPLAIN + sql)) {
            for (Call parameter : parameters) {
                invoke(explained, parameter.method(), parameter.arguments());
            }
            try (ResultSet plan = explained.executeQuery()) {
                plan.next();
                Set<String> tables = new TreeSet<>();
                addTables(JsonMapper.shared().readTree(plan.getString(1)), tables);
                statements.add(new ExplainedStatement(caller, sql, tables));
            }
        } finally {
            if (before != null) {
                connection.rollback(before);
            }
        }
    }

    /** Names the method that contains a lambda rather than the lambda. */
    private static String nameOf(StackFrame frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    }

    /** Adds the tables of the parts of a plan that were executed. */
    private static void addTables(JsonNode plan, Set<String> tables) {
        if (plan.path("Actual Loops").asInt(0) > 0
                && plan.has("Relation Name")
                && !plan.path("Node Type").asString().equals("ModifyTable")) {
            tables.add(plan.path("Relation Name").asString());
        }
        plan.forEach(part -> addTables(part, tables));
    }

    private interface After {
        Object apply(Method method, Object[] arguments, Object result) throws Throwable;
    }

    private interface Before {
        void apply(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> after.apply(method, arguments, invoke(target, method, arguments))));
    }

    private static <T> T proxyBefore(Class<T> type, T target, Before before) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    before.apply(method, arguments);
                    return invoke(target, method, arguments);
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
