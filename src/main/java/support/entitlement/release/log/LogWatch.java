package support.entitlement.release.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;

/**
 * Reads the log of releases at intervals, and at once if the database announces a release. One thread reads; another listens, on
 * a connection beside the pool, and asks every half second whether the database is still there. Listening may fail at any time; reading
 * goes on.
 */
public final class LogWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final int LISTEN_MILLIS = 500;
    private static final String LISTEN = "LISTEN " + ReleaseLog.CHANNEL;

    /** Independent of the interval: a service that reads seldom depends on announcements. */
    private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);

    private final ReleaseLog log;
    private final Duration interval;
    private final BooleanSupplier look;
    private final Semaphore wakes = new Semaphore(0);
    private final List<Heartbeat> threads = new CopyOnWriteArrayList<>();

    /** The SQL states of which the listening thread has warned. */
    private final Set<String> warned = new HashSet<>();

    /**
     * Makes a watch that has not started.
     *
     * @param look reads the log, and returns false if it cannot be reached
     */
    public LogWatch(ReleaseLog log, Duration interval, BooleanSupplier look) {
        this.log = log;
        this.interval = interval;
        this.look = look;
    }

    public void start(Heartbeats heartbeats) {
        threads.add(heartbeats.startThread("release-log", this::lookAgainAndAgain));
        threads.add(heartbeats.startThread("release-announcements", this::listenAgainAndAgain));
    }

    /** Wakes the thread that reads the log. */
    public void wakeUp() {
        wakes.release();
    }

    /** Ends both threads, and waits at most this long for each: the database is closed next. */
    public void close(Duration wait) {
        threads.forEach(Heartbeat::close);
        wakeUp();
        threads.forEach(thread -> thread.awaitEnd(wait));
    }

    /** A failure, even a lack of memory, must not keep later releases from being read. */
    private void lookAgainAndAgain(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.waitFor(nanos -> wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS), interval);
            wakes.drainPermits();
            if (!beat.isClosed()) {
                beat.attemptRound("following the log of releases", () -> beat.recordReach(look.getAsBoolean()));
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

    private void awaitAnnouncement(PGConnection announcements) throws SQLException {
        PGNotification[] received = announcements.getNotifications(LISTEN_MILLIS);
        if (received != null && received.length > 0) {
            wakeUp();
        }
    }

    private void listenForAnnouncements(Heartbeat beat) {
        try (Connection connection = log.database().openConnection();
                Statement statement = connection.createStatement()) {
            awaitPrimary(beat, statement);
            if (beat.isClosed()) {
                return;
            }
            statement.execute(LISTEN);
            wakeUp(); // For announcements from before.
            PGConnection announcements = connection.unwrap(PGConnection.class);
            while (!beat.isClosed()) {
                awaitAnnouncement(announcements);
                statement.execute(LISTEN); // A host that vanished announces nothing, and does not answer this.
                beat.recordBeat();
                beat.recordReach(true);
                warned.clear();
            }
        } catch (SQLException e) {
            beat.recordReach(false);
            if (!beat.isClosed()) {
                warnOnce(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while the database is a standby: it announces nothing, and refuses to be listened to until it is promoted. */
    private static void awaitPrimary(Heartbeat beat, Statement statement) throws SQLException, InterruptedException {
        while (!beat.isClosed() && isStandby(statement)) {
            beat.recordReach(true);
            beat.pauseFor(LISTEN_AGAIN);
        }
    }

    private static boolean isStandby(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Warns once of each cause until announcements arrive again. */
    private void warnOnce(SQLException e) {
        if (warned.add(Objects.requireNonNullElse(e.getSQLState(), ""))) {
            LOG.warn(
                    "Releases are not announced for now, and are found at the next look: {}",
                    log.database().describeFailure(e));
        }
    }
}
