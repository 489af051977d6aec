package support.entitlement.release;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the rules directory again and again, and hands on what it holds whenever that has changed. One daemon thread
 * does all of it; a look costs a few system calls a file.
 *
 * <p>It looks rather than being told, because a link that is turned elsewhere, as Kubernetes does, and a network file system
 * tell nothing. Files count as changed once they look the same twice in a row and while they are read, so that one of
 * many that are saved together is not taken alone.
 */
final class RulesWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RulesWatch.class);

    /** Some file systems keep times by the second, and some tools set them back: such a change shows only in the bytes. */
    private static final int LOOKS_UNTIL_READ_ANYWAY = 50;

    private final RulesDirectory directory;
    private final Duration interval;
    private final Consumer<TableFiles> changed;
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable Fingerprint seen;
    private @Nullable Fingerprint read;
    private String digest = "";
    private int looks;

    /**
     * A watch that does not look yet.
     *
     * @param interval the time between two looks
     * @param changed receives the files after each change, one after the other
     */
    RulesWatch(RulesDirectory directory, Duration interval, Consumer<TableFiles> changed) {
        this.directory = directory;
        this.interval = interval;
        this.changed = changed;
    }

    /** Starts to look for files that differ from those with this digest. */
    void start(String known) {
        digest = known;
        Thread thread = new Thread(this::run, "rules-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread after the change that it is at, and does not wait for it. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                lookWhateverHappens();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever one change leads to, even a lack of memory, the next one must be seen. */
    private void lookWhateverHappens() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            if (closed.getCount() > 0) {
                LOG.error(
                        "A change of {} could not be followed", directory.path().toAbsolutePath(), e);
            }
        }
    }

    /** Looks once. Only one thread may. */
    void look() {
        Fingerprint now = directory.fingerprint();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || (now.equals(read) && ++looks % LOOKS_UNTIL_READ_ANYWAY != 0)) {
            return;
        }
        TableFiles files = directory.files();
        if (!directory.fingerprint().equals(now)) {
            return;
        }
        read = now;
        String found = files.digest();
        if (!found.equals(digest)) {
            digest = found;
            changed.accept(files);
        }
    }
}
