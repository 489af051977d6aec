package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why none of several servers can be used, while they answer late. */
class ServerFailuresTest {

    private static final SQLException DOWN = new SQLException("Connection to two refused.", "08001");
    private static final SQLException REFUSED = new SQLException("FATAL: password", "28P01");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean answersLate;
    private final ServerFailures failures =
            new ServerFailures("jdbc:postgresql://one,two/name", this::fail, nanos::get);

    private Connection fail(String url) throws SQLException {
        attempts.incrementAndGet();
        if (answersLate) {
            awaitEnd();
        }
        throw url.contains("one") && !answersLate ? REFUSED : DOWN;
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void endChecks() {
        end.countDown();
    }

    @Test
    void theRefusalOfAFormerOutageDoesNotExplainALaterOne() {
        assertThat(failures.explain(DOWN)).isSameAs(REFUSED);

        pass(Duration.ofHours(1));
        answersLate = true;

        assertThat(failures.explain(DOWN)).isSameAs(DOWN);
    }

    @Test
    void whileServersAnswerLateTheyAreAskedOnceAndTheLastResultStandsForSeconds() {
        assertThat(failures.explain(DOWN)).isSameAs(REFUSED);
        answersLate = true;

        for (int second = 0; second < 3; second++) {
            pass(Duration.ofSeconds(3));
            assertThat(failures.explain(DOWN)).isSameAs(REFUSED);
        }
        await().untilAsserted(() -> assertThat(attempts).hasValue(2));
        pass(Duration.ofSeconds(3));
        assertThat(failures.explain(DOWN)).isSameAs(DOWN);
        assertThat(attempts).hasValue(2);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
