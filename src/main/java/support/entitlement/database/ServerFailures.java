package support.entitlement.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why none of several servers can be used. The driver asks the servers of an address one after the other and throws the failure
 * of the last: “Connection refused” by a standby server that is down hides that the primary does not accept the password. So after such a
 * failure each server is asked alone, by a thread of its own. Thread-safe.
 */
final class ServerFailures {

    private static final Pattern ADDRESS = Pattern.compile("(jdbc:postgresql://)([^/?]+)(.*)");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    /** The time after which the result of a check says nothing about a failure any longer: it may be of a former outage. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final List<String> servers;
    private final Connector connector;
    private final LongSupplier clock;
    private @Nullable CompletableFuture<Result> check;
    private long checkedAtNanos;
    private volatile @Nullable Result last;

    /** The failure of a server that says most, if one does, and when the servers had been asked. */
    private record Result(@Nullable SQLException failure, long nanos) {}

    /** Opens a connection to an address. */
    interface Connector {

        Connection connect(String url) throws SQLException;
    }

    ServerFailures(String url, Connector connector) {
        this(url, connector, System::nanoTime);
    }

    /**
     * Creates the failures of the servers of an address.
     *
     * @param clock counts nanoseconds
     */
    ServerFailures(String url, Connector connector, LongSupplier clock) {
        this.servers = serversOf(url);
        this.connector = connector;
        this.clock = clock;
    }

    /** Returns an address for each server of an address. */
    static List<String> serversOf(String url) {
        Matcher address = ADDRESS.matcher(url);
        return address.matches()
                ? Arrays.stream(address.group(2).split(","))
                        .map(server -> address.group(1) + server + address.group(3))
                        .toList()
                : List.of(url);
    }

    /**
     * Returns the failure of a server that says more than a failure of the address, or that failure itself. Callers wait for up to a
     * second while the servers are asked, unless these were asked within the last ten seconds, too.
     */
    Throwable explain(Throwable failure) {
        if (servers.size() < 2
                || !SqlStates.hasState(failure, PostgresConnections.FAILED)
                || DatabaseUnavailableException.saysWhy(failure)) {
            return failure;
        }
        Result before = last;
        boolean isKnown = before != null && clock.getAsLong() - before.nanos() < MAX_AGE.toNanos();
        SQLException more = null;
        try {
            more = currentCheck()
                    .get(isKnown ? 0 : MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .failure();
        } catch (TimeoutException | ExecutionException e) {
            more = isKnown ? before.failure() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return more == null ? failure : more;
    }

    /** Returns the check that runs or has begun in the last two seconds, or begins one. */
    private synchronized CompletableFuture<Result> currentCheck() {
        if (check == null || check.isDone() && clock.getAsLong() - checkedAtNanos >= INTERVAL.toNanos()) {
            checkedAtNanos = clock.getAsLong();
            check = CompletableFuture.supplyAsync(this::askServers, ServerFailures::startThread);
        }
        return check;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "database-servers");
        thread.setDaemon(true);
        thread.start();
    }

    private Result askServers() {
        SQLException failure = servers.stream()
                .map(this::askServer)
                .filter(refusal -> refusal != null && DatabaseUnavailableException.saysWhy(refusal))
                .findFirst()
                .orElse(null);
        Result result = new Result(failure, clock.getAsLong());
        last = result;
        return result;
    }

    private @Nullable SQLException askServer(String url) {
        try {
            connector.connect(url).close();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }
}
