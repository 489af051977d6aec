package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import support.entitlement.HaproxyProcess;
import support.entitlement.Postgres;

/** Operators are told why the database is away: by callers' messages in general words, by the log in those of the driver. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageTest {

    private static final Schema TABLES = new Schema("The ledger", "db/usage", "usage_schema", List.of());

    @Test
    void aServerThatRefusesTheUserIsSeenBehindAnotherOneThatIsDown(CapturedOutput log) {
        DatabaseUnavailableException refused = failToRead("jdbc:postgresql://" + server() + ",127.0.0.1:"
                + HaproxyProcess.findFreePort() + "/postgres?user=stranger&targetServerType=primary");

        assertThat(refused).hasMessage("The ledger refuses this service: its user or password is not accepted.");
        assertThat(refused.isRefusal()).isTrue();
        assertThat(log).contains("The ledger cannot be reached: FATAL: role \"stranger\" does not exist");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed(CapturedOutput log) {
        assertThat(failToRead("jdbc:postgresql://" + server() + "/missing?user=postgres"))
                .hasMessage("The ledger cannot be reached: the server has no database of the configured name.");
        assertThat(log).contains("database \"missing\" does not exist");
    }

    @Test
    void aServerThatIsDownIsNamedInTheLogOnly(CapturedOutput log) {
        String place = "127.0.0.1:" + HaproxyProcess.findFreePort();

        assertThat(failToRead("jdbc:postgresql://" + place + "/postgres?user=postgres"))
                .hasMessage("The ledger cannot be reached.");
        assertThat(log).contains("The ledger cannot be reached: Connection to " + place + " refused.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | refuses this service: its user or password is not accepted.",
                "25006 | is read-only at the moment, so that nothing can be stored.",
                "42501 | refuses this service: its user lacks a right on the tables or their schema.",
                "53100 | cannot be written: a disk of the database is full.",
                "53300 | cannot be reached: the server, the database or the user has no connection left.",
                "57P03 | cannot be reached: its server is starting or stopping.",
                "08006 | cannot be reached."
            })
    void callersAreToldWhyByTheStateOfTheDriver(String state, String why) {
        SQLException failure = new SQLException("FATAL: words of the driver", state);

        assertThat(new DatabaseUnavailableException("The log", new IllegalStateException(failure)))
                .hasMessage("The log " + why);
    }

    @Test
    void theLogHasEachCauseOfAnOutageOnce(CapturedOutput log) {
        OutageLog outages = new OutageLog();

        for (String cause : List.of("This connection has been closed.", "FATAL: no", "FATAL: no")) {
            outages.logUnreachable("The shelf", new IllegalStateException("pool", new SQLException(cause)));
        }
        outages.logReachable("The shelf");
        outages.logUnreachable("The shelf", new SQLException("FATAL: no"));

        assertThat(log.toString().lines().filter(line -> line.contains("The shelf")))
                .extracting(line -> line.replaceFirst(".*OutageLog ", ""))
                .containsExactly(
                        "The shelf cannot be reached: This connection has been closed.",
                        "The shelf cannot be reached: FATAL: no",
                        "The shelf cannot be reached: FATAL: no");
    }

    @Test
    void aCauseWithoutAMessageIsDescribedByTheDriverOrByItsClass() {
        SQLException driver = new SQLException("An I/O error occurred.", new EOFException());

        assertThat(SqlStates.messageOf(new IllegalStateException("pool", driver)))
                .isEqualTo("An I/O error occurred.");
        assertThat(SqlStates.messageOf(new EOFException())).isEqualTo("EOFException");
    }

    private static DatabaseUnavailableException failToRead(String url) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setConnectionTimeout(500);
            pool.setInitializationFailTimeout(-1);
            try (Database database = new Database(pool, TABLES)) {
                return catchThrowableOfType(
                        DatabaseUnavailableException.class,
                        () -> database.accessDatabase(() -> database.jdbcClient()
                                .sql("SELECT 1")
                                .query(Integer.class)
                                .single()));
            }
        }
    }

    private static String server() {
        return Postgres.newDatabase().replaceFirst("jdbc:postgresql://([^/]+)/.*", "$1");
    }
}
