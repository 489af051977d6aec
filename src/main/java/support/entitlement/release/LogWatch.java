package support.entitlement.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log of releases again and again, and at once if the database announces a release. Two daemon threads: one looks,
 * the other listens, on a connection of its own. Listening may fail at any time; looking goes on.
 */
final class LogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final int LISTEN_MILLIS = 500;

    /** Apart from the interval: who looks seldom depends on what is announced all the more. */
    private static final int LISTEN_AGAIN_MILLIS = 1_000;

    private final DataSource database;
    private final ReleaseLog log;
    private final Duration interval;
    private final Supplier<Instant> look;
    private final Clock clock;
    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A watch that does not look yet.
     *
     * @param look looks, and tells when it must be done again at the latest
     */
    LogWatch(DataSource database, ReleaseLog log, Duration interval, Clock clock, Supplier<Instant> look) {
        this.database = database;
        this.log = log;
        this.interval = interval;
        this.clock = clock;
        this.look = look;
    }

    void start() {
        daemon("release-log", this::lookAgainAndAgain);
        daemon("release-announcements", this::listenAgainAndAgain);
    }

    /** Has the log looked at now. */
    void wake() {
        wakes.release();
    }

    /** Ends both threads, and does not wait for them. */
    @Override
    public void close() {
        closed.countDown();
        wake();
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void lookAgainAndAgain() {
        try {
            Duration wait = interval;
            while (closed.getCount() > 0) {
                wakes.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
                wakes.drainPermits();
                wait = lookOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever one release leads to, even a lack of memory, the next one must be seen. */
    private Duration lookOnce() {
        try {
            Instant next = look.get();
            Instant now = clock.instant();
            return next.isBefore(now.plus(interval))
                    ? Duration.between(now, next.isBefore(now) ? now : next)
                    : interval;
        } catch (RuntimeException | Error e) {
            if (closed.getCount() > 0) {
                LOG.error("The log of releases could not be followed", e);
            }
            return interval;
        }
    }

    private void listenAgainAndAgain() {
        try {
            do {
                if (log.announces()) {
                    listen();
                }
            } while (!closed.await(LISTEN_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + ReleaseLog.CHANNEL);
            wake(); // For what was announced while nobody listened.
            PGConnection announcements = connection.unwrap(PGConnection.class);
            while (closed.getCount() > 0) {
                if (announcements.getNotifications(LISTEN_MILLIS).length > 0) {
                    wake();
                }
            }
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.debug("Releases are not announced for now; they are looked for every {}", interval, e);
        }
    }
}
