package support.entitlement.release.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import support.entitlement.FaultyProxy;
import support.entitlement.KillablePostgres;
import support.entitlement.Postgres;
import support.entitlement.TestThatWaits;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.background.Heartbeats;
import support.entitlement.background.MovableHeartbeats;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/** The log on a PostgreSQL that is reached by two ways, the first of which vanishes with its sockets open. */
class VanishedHostTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);

    private final URI database = URI.create(Postgres.newDatabase().substring("jdbc:".length()));
    private final FaultyProxy first = new FaultyProxy(database.getPort());
    private final FaultyProxy second = new FaultyProxy(database.getPort());
    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicLong nanos = new AtomicLong();
    private final Heartbeats threads = MovableHeartbeats.startedAt(nanos);
    private final AtomicInteger looks = new AtomicInteger();
    private ReleaseLog log;

    VanishedHostTest() throws IOException {}

    /** The time-outs are shorter than those by default, and so is the test. */
    @BeforeEach
    void addARelease() {
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port()
                + database.getPath() + "?" + database.getQuery() + "&socketTimeout=2&sslResponseTimeout=300");
        pool.setConnectionTimeout(2_000);
        log = new ReleaseLog(pool, JsonMapper.shared());
        assertThat(add(1)).isTrue();
    }

    @AfterEach
    void closeAll() throws IOException {
        threads.close();
        pool.close();
        first.close();
        second.close();
    }

    private boolean add(long id) {
        return add(log, id);
    }

    private static boolean add(ReleaseLog log, long id) {
        Release release = new Release(id, "x", "x", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null);
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("a.csv", "a".getBytes(StandardCharsets.UTF_8));
        return log.addRelease(release, List.of(), new TableFiles(files, List.of()), () -> {});
    }

    private boolean look() {
        try {
            log.findAfter(0);
            looks.incrementAndGet();
            return true;
        } catch (DatabaseUnavailableException e) {
            return false;
        }
    }

    @TestThatWaits
    void aRefusalOfTheCredentialsAndADatabaseThatIsReadOnlyAreNamedInOurOwnWords() throws Exception {
        try (HikariDataSource refused = new HikariDataSource();
                HikariDataSource reading = new HikariDataSource()) {
            refused.setJdbcUrl(Postgres.newDatabase().replaceFirst("user=[^&]*", "user=nobody"));
            refused.setConnectionTimeout(1_000);
            reading.setJdbcUrl("jdbc:" + database + "&options=-c%20default_transaction_read_only=on");

            assertThatThrownBy(() -> new ReleaseLog(refused, JsonMapper.shared()).findAfter(0))
                    .hasMessage("The log of releases refuses this service: its user or password is not accepted.")
                    .matches(failure -> ((DatabaseUnavailableException) failure).isRefusal());

            ReleaseLog standby = new ReleaseLog(reading, JsonMapper.shared());
            assertThat(pool.getDataSourceProperties())
                    .containsEntry("connectTimeout", "2")
                    .containsEntry("socketTimeout", "5")
                    .containsEntry("tcpKeepAlive", "true");
            assertThat(log.lookAfter(0).readOnly()).isFalse();
            assertThat(standby.lookAfter(0).readOnly()).isTrue();
            assertThatThrownBy(() -> add(standby, 2))
                    .hasMessage("The log of releases is read-only at the moment, so that nothing can be stored.");
        }
    }

    @TestThatWaits
    void tablesAreMadeAndReadInTheSchemaOfThePoolAlsoByWhatTakesLong() throws Exception {
        String url = Postgres.newDatabase();
        try (HikariDataSource inSchema = new HikariDataSource();
                Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA entitlement");
            inSchema.setJdbcUrl(url);
            inSchema.setSchema("entitlement");
            ReleaseLog there = new ReleaseLog(inSchema, JsonMapper.shared());

            assertThat(add(there, 1)).isTrue();
            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            inSchema.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics)); // As late as at a start.
            assertThat(there.database()
                            .<String>accessForLong(() -> one(
                                    there,
                                    "SELECT current_setting('search_path') || ' ' || count(*) FROM entitlement.policy_release"
                                            + " JOIN policy_release_file ON release_id = id")))
                    .isEqualTo("entitlement 1");
            assertThat(inSchema.getDataSourceProperties()).containsEntry("socketTimeout", "5");
            assertThat(metrics.get("hikaricp.connections.max")
                            .tag("pool", "long-tasks-release")
                            .gauge()
                            .value())
                    .isEqualTo(4);
        }
    }

    private static String one(ReleaseLog log, String query) {
        return log.database().jdbcClient().sql(query).query(String.class).single();
    }

    @TestThatWaits
    void connectionsAreOpenedAnewIfOneHasFailedAndNotIfAChangeWasRefusedOrAllAreBusy() throws Exception {
        try (HikariDataSource two = new HikariDataSource()) {
            two.setJdbcUrl(Postgres.newDatabase());
            two.setMaximumPoolSize(2);
            two.setConnectionTimeout(SOME_SECONDS.toMillis()); // What is set later counts only after half a minute.
            ReleaseLog busy = new ReleaseLog(two, JsonMapper.shared());
            busy.findAfter(0);
            Set<String> before = backends(two);

            assertThatThrownBy(() -> busy.database().accessDatabase(() -> one(busy, "SELECT 1 / 0 FROM nothing")))
                    .isInstanceOf(DatabaseUnavailableException.class);
            try (Connection first = two.getConnection();
                    Connection second = two.getConnection()) {
                assertThat(List.of(first, second)).doesNotContainNull();
                assertThatThrownBy(() -> busy.findAfter(0)).isInstanceOf(DatabaseUnavailableException.class);
            }
            assertThat(backends(two)).isEqualTo(before);

            assertThatThrownBy(() -> busy.database()
                            .accessDatabase(() -> one(busy, "SELECT pg_terminate_backend(pg_backend_pid())")))
                    .isInstanceOf(DatabaseUnavailableException.class);
            assertThat(backends(two)).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    /** Takes both connections of a pool, and returns the processes of the server that serve them. */
    private static Set<String> backends(HikariDataSource two) throws SQLException {
        try (Connection first = two.getConnection();
                Connection second = two.getConnection()) {
            return Set.of(backend(first), backend(second));
        }
    }

    private static String backend(Connection connection) throws SQLException {
        return String.valueOf(connection.unwrap(PGConnection.class).getBackendPID());
    }

    @TestThatWaits
    void aStandbyIsNotAskedForAnnouncementsUntilItIsPromoted(@TempDir Path folder) throws Exception {
        try (KillablePostgres server = new KillablePostgres(folder);
                HikariDataSource there = server.pool(Duration.ofSeconds(10))) {
            ReleaseLog standby = new ReleaseLog(there, JsonMapper.shared());
            assertThat(add(standby, 1)).isTrue();
            server.kill();
            Files.createFile(folder.resolve("standby.signal"));
            server.restart();
            await().until(() -> standby.lookAfter(0).readOnly());

            LogWatch watch = new LogWatch(standby, LONG, this::look);
            watch.start(threads);
            await().until(() -> asks(there, "SELECT pg_is_in_recovery%"));
            letThreadsBeSilent();
            await().untilAsserted(() -> assertThat(threads.unwellThreads()).isEmpty());
            assertThat(asks(there, "LISTEN%")).isFalse();

            execute(there, "SELECT pg_promote()");
            await().until(() -> asks(there, "LISTEN%"));
            watch.close(Duration.ofSeconds(5));
        }
    }

    /** Moves the time of the threads on until each that has not succeeded meanwhile is unwell. */
    private void letThreadsBeSilent() {
        nanos.addAndGet(Heartbeats.STALLED_AFTER.plusSeconds(1).toNanos());
    }

    private static boolean asks(DataSource source, String query) {
        return JdbcClient.create(source)
                .sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE ? AND pid <> pg_backend_pid()")
                .param(query)
                .query(Boolean.class)
                .single();
    }

    private static void execute(DataSource source, String statement) {
        JdbcClient.create(source).sql(statement).query(row -> {});
    }

    @TestThatWaits
    void everythingWorksAgainByTheOtherWayAndAFollowerThatHasNotSucceededForTenSecondsIsNamed() throws Exception {
        LogWatch watch = new LogWatch(log, LONG, this::look);
        watch.start(threads);
        await().untilAsserted(() -> assertThat(looks).hasPositiveValue());
        assertThat(threads.unwellThreads()).isEmpty();

        first.stall();
        int before = looks.get();

        // The connection that listens is found dead, another is opened, and the announcement of a release wakes the
        // reader.
        await().until(this::look);
        await().until(() -> looks.get() > before + 1);
        int woken = looks.get();
        assertThat(add(2)).isTrue();
        await().until(() -> looks.get() > woken);

        second.stall();
        assertThatThrownBy(() -> log.findAfter(0)).isInstanceOf(DatabaseUnavailableException.class);
        letThreadsBeSilent();
        await().untilAsserted(() -> assertThat(threads.unwellThreads())
                .extracting(HeartbeatStatus::thread)
                .contains("release-announcements"));
        watch.close(Duration.ZERO);
    }
}
