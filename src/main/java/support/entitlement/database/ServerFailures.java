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

    private final List<String> servers;
    private final Connector connector;
    private CompletableFuture<@Nullable SQLException> check = new CompletableFuture<>();
    private long checkedAtNanos = System.nanoTime() - INTERVAL.toNanos();
    private volatile @Nullable SQLException found;

    /** Opens a connection to an address. */
    interface Connector {

        Connection connect(String url) throws SQLException;
    }

    ServerFailures(String url, Connector connector) {
        this.servers = serversOf(url);
        this.connector = connector;
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
     * Returns the failure of a server that says more than a failure of the address, or that failure itself. The first caller waits for up
     * to a second until the servers have been asked.
     */
    Throwable explain(Throwable failure) {
        if (servers.size() < 2
                || !SqlStates.hasState(failure, PostgresConnections.FAILED)
                || DatabaseUnavailableException.saysWhy(failure)) {
            return failure;
        }
        try {
            SQLException more = currentCheck().get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return more == null ? failure : more;
        } catch (TimeoutException | ExecutionException e) {
            SQLException before = found;
            return before == null ? failure : before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure;
        }
    }

    /** Returns the check of the last two seconds, or begins one. */
    private synchronized CompletableFuture<@Nullable SQLException> currentCheck() {
        if (System.nanoTime() - checkedAtNanos >= INTERVAL.toNanos()) {
            checkedAtNanos = System.nanoTime();
            check = CompletableFuture.supplyAsync(this::askServers, ServerFailures::startThread);
        }
        return check;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "database-servers");
        thread.setDaemon(true);
        thread.start();
    }

    private @Nullable SQLException askServers() {
        found = servers.stream()
                .map(this::askServer)
                .filter(failure -> failure != null && DatabaseUnavailableException.saysWhy(failure))
                .findFirst()
                .orElse(null);
        return found;
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
