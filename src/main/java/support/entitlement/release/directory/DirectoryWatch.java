package support.entitlement.release.directory;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.tables.TableFiles;

/**
 * Polls the rules directory and hands on its content whenever it has changed, on one daemon thread. A look costs a few system
 * calls a file.
 *
 * <p>It polls because neither a changed link, as Kubernetes uses, nor a network file system sends events. Files count as changed
 * once two successive looks, and a third after reading them, see the same attributes, so that one of many files that are saved
 * together is not taken alone.
 */
public final class DirectoryWatch implements AutoCloseable {

    /** Some file systems store times in seconds, and some tools reset them: such a change shows only in the bytes. */
    private static final int LOOKS_UNTIL_READ_ANYWAY = 50;

    private final RulesDirectory directory;
    private final Duration interval;
    private final LongSupplier writes;
    private final Consumer<TableFiles> changed;
    private @Nullable Heartbeat heartbeat;

    private @Nullable DirectorySnapshot seen;
    private @Nullable DirectorySnapshot read;
    private String digest = "";
    private long writesAtRead;
    private int looks;

    /**
     * Makes a watch that has not started.
     *
     * @param interval the time between two looks
     * @param writes counts the releases that the service writes to the directory: the files are handed on after each, as they
     *     may have been saved again before they were seen
     * @param changed receives the files after each change, one call at a time; it must return quickly, as nothing is seen
     *     meanwhile
     */
    public DirectoryWatch(
            RulesDirectory directory, Duration interval, LongSupplier writes, Consumer<TableFiles> changed) {
        this.directory = directory;
        this.interval = interval;
        this.writes = writes;
        this.changed = changed;
    }

    /** Starts the thread, which looks for files that differ from those with this digest. */
    public void start(String known, Heartbeats heartbeats) {
        digest = known;
        heartbeat = heartbeats.startThread("rules-watch", this::watchDirectory);
    }

    /** Ends the thread after its current look, and does not wait for it. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    /** A failure, even a lack of memory, must not keep later changes from being seen. */
    private void watchDirectory(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.pauseFor(interval);
            if (!beat.isClosed()) {
                beat.attemptRound("looking at the rules directory", this::lookOnce);
            }
        }
    }

    /** Looks once. To be called by one thread only. */
    void lookOnce() {
        long written = writes.getAsLong();
        boolean isWritten = written != writesAtRead;
        DirectorySnapshot now = directory.takeSnapshot();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || (!isWritten && now.equals(read) && ++looks % LOOKS_UNTIL_READ_ANYWAY != 0)) {
            return;
        }
        TableFiles files = directory.readFiles();
        if (!directory.takeSnapshot().equals(now)) {
            return;
        }
        String found = files.digest();
        if (isWritten || !found.equals(digest)) {
            changed.accept(files);
            digest = found;
        }
        read = now;
        writesAtRead = written;
    }
}
