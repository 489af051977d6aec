package support.entitlement.release.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;

/**
 * Looks at the log of releases again and again, and at once if the database announces a release. Two daemon threads: one looks,
 * the other listens, on a connection of its own. Listening may fail at any time; looking goes on.
 */
public final class LogWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final int LISTEN_MILLIS = 500;

    /** Apart from the interval: who looks seldom depends on what is announced all the more. */
    private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);

    private final DataSource database;
    private final ReleaseLog log;
    private final Duration interval;
    private final Runnable look;
    private final Semaphore wakes = new Semaphore(0);
    private final List<Heartbeat> threads = new CopyOnWriteArrayList<>();

    /**
     * A watch that does not look yet.
     *
     * @param look looks
     */
    public LogWatch(DataSource database, ReleaseLog log, Duration interval, Runnable look) {
        this.database = database;
        this.log = log;
        this.interval = interval;
        this.look = look;
    }

    public void start(Heartbeats heartbeats) {
        threads.add(heartbeats.startThread("release-log", this::lookAgainAndAgain));
        threads.add(heartbeats.startThread("release-announcements", this::listenAgainAndAgain));
    }

    /** Has the log looked at now. */
    void wakeUp() {
        wakes.release();
    }

    /** Ends both threads, and waits a little for that: what they read from is closed next. */
    public void close(Duration wait) {
        threads.forEach(Heartbeat::close);
        wakeUp();
        threads.forEach(thread -> thread.awaitEnd(wait));
    }

    /** Whatever one release leads to, even a lack of memory, the next one must be seen. */
    private void lookAgainAndAgain(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), interval);
            wakes.drainPermits();
            if (!beat.isClosed()) {
                beat.attemptRound("following the log of releases", look);
            }
        }
    }

    private void listenAgainAndAgain(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            if (log.announcesReleases()) {
                beat.attemptRound("listening for announcements", () -> listenForAnnouncements(beat));
            }
            beat.pauseFor(LISTEN_AGAIN);
        }
    }

    private void listenForAnnouncements(Heartbeat beat) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + ReleaseLog.CHANNEL);
            wakeUp(); // For what was announced while nobody listened.
            PGConnection announcements = connection.unwrap(PGConnection.class);
            while (!beat.isClosed()) {
                beat.recordBeat();
                if (announcements.getNotifications(LISTEN_MILLIS).length > 0) {
                    wakeUp();
                }
            }
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.debug("Releases are not announced for now; they are looked for every {}", interval, e);
        }
    }
}
