package support.entitlement.release.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;
import support.entitlement.Waiting;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/** The content of the log after its PostgreSQL was killed. */
class ReleaseLogCrashTest {

    @TempDir
    private Path folder;

    @Test
    void aReleaseThatWasAddedOutlivesTheDatabaseAlsoWhereCommitsNeedNotByDefault() {
        TableFiles shipped = new RulesDirectory(Path.of("rules")).readFiles();
        Release first =
                new Release(1, "revision", "digest", "ada", "http", "", Instant.EPOCH, Instant.EPOCH, null, null);
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                HikariDataSource database = postgres.pool(Waiting.MAX_WAIT);
                HikariDataSource impatient = postgres.pool(Duration.ofSeconds(1))) {
            ReleaseLog log = new ReleaseLog(database, JsonMapper.shared());
            assertThat(log.findAfter(0)).isEmpty();
            assertThat(log.addRelease(first, List.of(), shipped, () -> {})).isTrue();

            postgres.kill();
            assertThatThrownBy(() -> new ReleaseLog(impatient, JsonMapper.shared()).findAfter(0))
                    .isInstanceOf(DatabaseUnavailableException.class);
            postgres.restart();

            await().ignoreException(DatabaseUnavailableException.class)
                    .untilAsserted(() -> assertThat(log.findAfter(0)).containsExactly(first));
            assertThat(log.readFiles(1).digest()).isEqualTo(shipped.digest());
            assertThatThrownBy(() -> log.readFiles(2))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasStackTraceContaining("no files of release 2");
        }
    }
}
