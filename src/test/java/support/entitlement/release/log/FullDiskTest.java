package support.entitlement.release.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.Postgres;
import support.entitlement.ServiceProcess;
import support.entitlement.Waiting;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log on a full disk, and after space was freed. */
@ExpectedErrors("Application exception overridden by rollback exception")
class FullDiskTest {

    private static final String QUERY = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";

    @TempDir
    private Path folder;

    private static final String BEFORE = "Support Forum";

    /** The disk may be full only after the commit: then the change is kept, though no answer can promise it yet. */
    private static final String AFTER_IF_KEPT = "Landline";

    /**
     * A small disk, outside of the folders that a build deletes, since a mount that a killed test leaves there would fail the
     * build. Mounting takes root; without it the test is skipped.
     */
    private final class SmallDisk implements AutoCloseable {

        private final Path path = Files.createTempDirectory(Path.of("/tmp"), "support-entitlements-disk");

        SmallDisk() throws IOException {
            assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path.toString()))
                    .as("a small disk can be mounted here, which takes root")
                    .isZero();
        }

        Path fill() throws IOException {
            Path filler = path.resolve("filler");
            try (OutputStream out = Files.newOutputStream(filler)) {
                byte[] page = new byte[4096];
                while (true) {
                    out.write(page);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
            return filler;
        }

        @Override
        public void close() throws IOException {
            run("umount", "-l", path.toString());
            Files.deleteIfExists(path);
        }
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        Waiting.awaitEnd(process);
        return process.exitValue();
    }

    @Test
    void aLogInAFileIsOpenedAgainOnceThereIsRoomAndHasAllThatWasAddedAndNothingElseButWhatItSaidItMay()
            throws Exception {
        try (SmallDisk disk = new SmallDisk();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:file:" + disk.path.resolve("log") + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
            pool.setUsername("sa");
            pool.setConnectionTimeout(10_000);
            ReleaseLog log = new ReleaseLog(pool, JsonMapper.shared());
            assertThat(log.addRelease(release(1), List.of(), files(1), () -> {}))
                    .isTrue();
            Path filler = disk.fill();

            boolean maybe = failureOf(() -> add(log, 2)).mayHaveChanged();
            maybe |= failureOf(() -> add(log, 2)).mayHaveChanged();
            Files.delete(filler);

            await().ignoreException(DatabaseUnavailableException.class)
                    .until(() -> !log.findAfter(0).isEmpty());
            long next = log.findAfter(0).size() + 1;
            assertThat(log.findAfter(0)).startsWith(release(1)).hasSizeBetween(1, maybe ? 2 : 1);
            assertThat(log.readFiles(1).digest()).isEqualTo(files(1).digest());
            assertThat(add(log, next)).isTrue();
            assertThat(log.readFiles(next).digest()).isEqualTo(files(next).digest());
        }
    }

    @Test
    void aServiceAnswersThroughoutAndTakesWhatWasSavedOnceThereIsRoom() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables tables = EditedTables.in(rules);
        try (SmallDisk disk = new SmallDisk();
                ServiceProcess service = ServiceProcess.start(
                        folder,
                        List.of(
                                "--entitlement.rules.directory=" + rules,
                                "--spring.datasource.hikari.connection-timeout=10000",
                                "--entitlement.releases.memory=" + disk.path))) {
            Path filler = disk.fill();
            tables.replaceInRow(
                    "support-matrix.csv", List.of("Basic", "Issue reports"), "Support channels", "Landline");

            JsonNode policy = await().until(
                            () -> service.get("/v1/policy"),
                            found -> !found.path("refused").isNull());
            assertThat(policy.at("/refused/problems/0/code").stringValue()).isEqualTo("log-away");
            assertThat(channel(service)).isIn(BEFORE, AFTER_IF_KEPT);
            assertThat(service.publish(1)).contains("failed");
            assertThat(channel(service)).isIn(BEFORE, AFTER_IF_KEPT);

            Files.delete(filler);
            await().until(() -> channel(service).equals(AFTER_IF_KEPT));
            JsonNode healed = await().until(
                            () -> service.get("/v1/policy"),
                            found -> found.path("logAway").isNull()
                                    && found.path("memoryAway").isNull());
            assertThat(healed.path("refused").isNull()).isTrue();
            assertThat(healed.path("unwell")).isEmpty();
        }
    }

    private static String channel(ServiceProcess service) {
        return service.post("/v1/evaluation", QUERY).at("/channels/0/name").stringValue();
    }

    @Test
    void aPostgresWithoutRoomIsAwayForWhatIsWrittenUntilItHasRoomAgain() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(Postgres.newDatabase());
            ReleaseLog log = new ReleaseLog(pool, JsonMapper.shared());
            assertThat(add(log, 1)).isTrue();
            JdbcClient client = JdbcClient.create(pool);
            client.sql("""
                    CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN
                        RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql;
                    CREATE TRIGGER full_disk BEFORE INSERT ON policy_file FOR EACH ROW EXECUTE FUNCTION full_disk()""").update();

            assertThat(failureOf(() -> add(log, 2)).mayHaveChanged()).isFalse();
            assertThat(log.findAfter(0)).containsExactly(release(1));

            client.sql("DROP TRIGGER full_disk ON policy_file").update();
            assertThat(add(log, 2)).isTrue();
        }
    }

    private static DatabaseUnavailableException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(DatabaseUnavailableException.class, call);
    }

    private static boolean add(ReleaseLog log, long id) {
        return log.addRelease(release(id), List.of(), files(id), () -> {});
    }

    private static Release release(long id) {
        return new Release(id, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null);
    }

    /** Content that cannot be compressed. */
    private static TableFiles files(long seed) {
        byte[] content = new byte[300_000];
        new Random(seed).nextBytes(content);
        SortedMap<String, byte[]> contents = new TreeMap<>();
        contents.put("plans.csv", content);
        return new TableFiles(contents, List.of());
    }
}
