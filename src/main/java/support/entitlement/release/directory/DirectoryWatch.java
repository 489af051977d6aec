package support.entitlement.release.directory;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.tables.TableFiles;

/**
 * Looks at the rules directory again and again, and hands on what it holds whenever that has changed. One daemon thread
 * does all of it; a look costs a few system calls a file.
 *
 * <p>It looks rather than being told, because a link that is turned elsewhere, as Kubernetes does, and a network file system
 * tell nothing. Files count as changed once they look the same twice in a row and while they are read, so that one of
 * many that are saved together is not taken alone.
 */
public final class DirectoryWatch implements AutoCloseable {

    /** Some file systems keep times by the second, and some tools set them back: such a change shows only in the bytes. */
    private static final int LOOKS_UNTIL_READ_ANYWAY = 50;

    private final RulesDirectory directory;
    private final Duration interval;
    private final Consumer<TableFiles> changed;
    private @Nullable Heartbeat heartbeat;

    private @Nullable DirectorySnapshot seen;
    private @Nullable DirectorySnapshot read;
    private String digest = "";
    private int looks;

    /**
     * A watch that does not look yet.
     *
     * @param interval the time between two looks
     * @param changed receives the files after each change, one after the other; it must not take long, as nothing
     *     is seen meanwhile
     */
    public DirectoryWatch(RulesDirectory directory, Duration interval, Consumer<TableFiles> changed) {
        this.directory = directory;
        this.interval = interval;
        this.changed = changed;
    }

    /** Starts to look for files that differ from those with this digest. */
    public void start(String known, Heartbeats heartbeats) {
        digest = known;
        heartbeat = heartbeats.startThread("rules-watch", this::watchDirectory);
    }

    /** Ends the thread after the look that it is at, and does not wait for it. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    /** Whatever one look leads to, even a lack of memory, the next change must be seen. */
    private void watchDirectory(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.pauseFor(interval);
            if (!beat.isClosed()) {
                beat.attemptRound("looking at the rules directory", this::lookOnce);
            }
        }
    }

    /** Looks once. Only one thread may. */
    void lookOnce() {
        DirectorySnapshot now = directory.takeSnapshot();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || (now.equals(read) && ++looks % LOOKS_UNTIL_READ_ANYWAY != 0)) {
            return;
        }
        TableFiles files = directory.readFiles();
        if (!directory.takeSnapshot().equals(now)) {
            return;
        }
        String found = files.digest();
        if (!found.equals(digest)) {
            changed.accept(files);
            digest = found;
        }
        read = now;
    }
}
