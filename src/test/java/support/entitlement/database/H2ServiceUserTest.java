package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rights of the connections that a pool of H2 makes. */
class H2ServiceUserTest {

    private static final List<Integer> REFUSED = List.of(90040, 90096); // no administrator; not enough rights
    private static final Schema USAGE = new Schema("Usage", "db/usage", "usage_schema", List.of());
    private static final String ADD = "INSERT INTO usage_customer VALUES (?, CURRENT_TIMESTAMP)";
    private static final String CUSTOMERS = "SELECT customer FROM usage_customer ORDER BY customer";

    @TempDir
    private static Path folder;

    private static final HikariDataSource POOL = pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private static final Database DATABASE = new Database(POOL, USAGE);

    private static HikariDataSource pool(String url, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private static List<String> customers(Database database) {
        return database.accessDatabase(
                () -> database.jdbcClient().sql(CUSTOMERS).query(String.class).list());
    }

    private static void add(Database database, String customer) {
        database.accessDatabase(() -> database.inTransaction(
                () -> database.jdbcClient().sql(ADD).param(customer).update()));
    }

    @BeforeAll
    static void createTables() {
        add(DATABASE, "Acme");
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ALIAS X AS 'String x() { return null; }'",
                "CREATE ALIAS X FOR 'java.lang.System.exit'",
                "CREATE AGGREGATE X FOR 'a.B'",
                "CREATE TRIGGER X BEFORE INSERT ON usage_customer AS 'org.h2.api.Trigger x() { return null; }'",
                "CREATE TRIGGER X BEFORE SELECT ON usage_customer CALL 'a.B'",
                "CREATE LOCAL TEMPORARY TABLE X(I INT) ENGINE \"a.B\"",
                "EXECUTE IMMEDIATE 'CREATE ALIAS X FOR ''java.lang.System.exit'''",
                "SET DATABASE_EVENT_LISTENER 'a.B'",
                "SET JAVA_OBJECT_SERIALIZER 'a.B'",
                "CALL CSVREAD('/etc/passwd')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "CREATE LOCAL TEMPORARY TABLE X AS SELECT * FROM CSVREAD('/etc/passwd')",
                "CALL FILE_READ('/etc/passwd')",
                "CALL FILE_WRITE('x', '$file')",
                "CALL CSVWRITE('$file', 'SELECT 1')",
                "SCRIPT TO '$file'",
                "SCRIPT",
                "RUNSCRIPT FROM '/etc/passwd'",
                "BACKUP TO '$file'",
                "SET TRACE_LEVEL_FILE 3",
                "CALL LINK_SCHEMA('X', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')",
                "SELECT * FROM LINK_SCHEMA('X', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')",
                "CREATE LINKED TABLE X('', 'jdbc:h2:mem:x', 'sa', '', 'Y')",
                "CREATE USER EVE PASSWORD 'x' ADMIN",
                "CREATE USER EVE PASSWORD 'x'",
                "ALTER USER ENTITLEMENT_SERVICE ADMIN TRUE",
                "ALTER USER SA SET PASSWORD 'x'",
                "ALTER USER SA RENAME TO EVE",
                "DROP USER SA",
                "GRANT ALTER ANY SCHEMA TO ENTITLEMENT_SERVICE",
                "CREATE SCHEMA X AUTHORIZATION ENTITLEMENT_SERVICE",
                "CREATE TABLE X(I INT)",
                "CREATE VIEW X AS SELECT 1",
                "ALTER TABLE usage_customer ADD X INT",
                "DROP TABLE usage_entry",
                "DROP ALL OBJECTS DELETE FILES",
                "SHUTDOWN",
            })
    void whatReachesBeyondRowsIsRefused(String statement) throws SQLException {
        Path file = folder.resolve("written");
        try (Connection connection = POOL.getConnection()) {
            SQLException refused = catchThrowableOfType(
                    SQLException.class,
                    () -> connection.createStatement().execute(statement.replace("$file", file.toString())));

            assertThat(refused == null ? 0 : refused.getErrorCode())
                    .as("%s", refused)
                    .isIn(REFUSED);
        }
        assertThat(file).doesNotExist();
        assertThat(customers(DATABASE)).containsExactly("Acme");
    }

    @Test
    void whoeverChangesItsPasswordKeepsNobodyOut() throws SQLException {
        try (Connection connection = POOL.getConnection()) {
            connection.createStatement().execute("SET PASSWORD 'x'");
            POOL.evictConnection(connection);
        }

        try (Connection one = POOL.getConnection();
                Connection other = POOL.getConnection()) {
            assertThat(one.getMetaData().getUserName()).isEqualTo("ENTITLEMENT_SERVICE");
            assertThat(other.getMetaData().getUserName()).isEqualTo("ENTITLEMENT_SERVICE");
        }
    }

    /** The file is as earlier versions left it, which did everything as {@code sa}. */
    @Test
    void aFileOfAnEarlierVersionIsReadAndExtendedAndItsOwnerStillOpensIt() {
        String url = "jdbc:h2:file:" + folder.resolve("earlier");
        DriverManagerDataSource owner = new DriverManagerDataSource(url, "sa", "");
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/usage")
                .table("usage_schema")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("bytes", "BLOB"))
                .load()
                .migrate();
        JdbcClient.create(owner).sql(ADD).param("Acme").update();

        for (String added : List.of("Bolt", "Cogs")) {
            try (HikariDataSource pool = pool(url + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", "sa", "")) {
                Database database = new Database(pool, USAGE);
                assertThat(customers(database)).contains("Acme").doesNotContain(added);
                add(database, added);
            }
        }

        assertThat(JdbcClient.create(owner).sql(CUSTOMERS).query(String.class).list())
                .containsExactly("Acme", "Bolt", "Cogs");
    }

    /** A checkpoint of a database that was opened again would answer for a change that it never had. */
    @Test
    void aChangeIsNotAcknowledgedIfTheDatabaseClosedBeforeItWasOnTheDisk() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("closing") + ";WRITE_DELAY=0";
        try (HikariDataSource pool = pool(url, "sa", "")) {
            Database database = new Database(pool, USAGE);
            add(database, "Acme");
            DatabaseUnavailableException failure = catchThrowableOfType(
                    DatabaseUnavailableException.class,
                    () -> database.accessDatabase(() -> database.inTransaction(() -> {
                        TransactionSynchronizationManager.registerSynchronization(closeAfterCommit(url));
                        return database.jdbcClient().sql(ADD).param("Bolt").update();
                    })));

            assertThat(failure).isNotNull();
            assertThat(failure.mayHaveChanged()).isTrue();
            assertThat(customers(database)).contains("Acme");
        }
    }

    private static TransactionSynchronization closeAfterCommit(String url) {
        return new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
                        .sql("SHUTDOWN IMMEDIATELY")
                        .update();
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "jdbc:h2:mem:$name | |",
                "jdbc:h2:mem:$name;user=ada;Password=it's;LOCK_TIMEOUT=2000;DB_CLOSE_DELAY=-1 | |",
                "jdbc:h2:file:$folder/$name;CIPHER=AES;WRITE_DELAY=0;CACHE_SIZE=1000 | ada | file secret",
            },
            delimiter = '|')
    void anAcceptedAddressConnects(String url, String user, String password) throws SQLException {
        requireConnects(
                url.replace("$name", UUID.randomUUID().toString()).replace("$folder", folder.toString()),
                user,
                password);
    }

    /** The server is a process of its own, since one beside a service may not load its own classes. */
    @Test
    void aDatabaseOfAServerConnects() throws Exception {
        Path library = Path.of(
                Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        library.toString(),
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        "0",
                        "-ifNotExists",
                        "-baseDir",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = server.inputReader()) {
            Matcher port = Pattern.compile(":(\\d+) ").matcher(String.valueOf(output.readLine()));
            assertThat(port.find()).isTrue();

            requireConnects("jdbc:h2:tcp://localhost:" + port.group(1) + "/" + UUID.randomUUID(), "ada", "secret");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static void requireConnects(String address, String user, String password) throws SQLException {
        try (HikariDataSource pool = pool(address, user, password)) {
            Database database = new Database(pool, USAGE);
            add(database, "Acme");

            assertThat(customers(database)).containsExactly("Acme");
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getMetaData().getUserName()).isEqualTo("ENTITLEMENT_SERVICE");
            }
        }
    }

    @Test
    void aPoolThatHasConnectedAsItsOwnerIsNotUsed() throws SQLException {
        try (HikariDataSource pool = pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "")) {
            pool.getConnection().close();

            assertThat(catchThrowableOfType(IllegalStateException.class, () -> new Database(pool, USAGE)))
                    .isNotNull();
        }
    }

    @Test
    void aDatabaseBelongsToItsOwner() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("owned");
        try (HikariDataSource pool = pool(url, "sa", "")) {
            add(new Database(pool, USAGE), "Acme");
        }

        assertThat(Files.exists(folder.resolve("owned.mv.db"))).isTrue();
        assertThat(JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
                        .sql("SELECT USER_NAME, IS_ADMIN FROM INFORMATION_SCHEMA.USERS ORDER BY USER_NAME")
                        .query((row, number) -> row.getString(1) + " " + row.getBoolean(2))
                        .list())
                .containsExactly("ENTITLEMENT_SERVICE false", "SA true");
    }
}
