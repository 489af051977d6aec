package support.entitlement.contract.lease;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.database.DatabaseUnavailableException;

/**
 * Has the memory of a replica read contracts ahead while there is a lease, so that also those that nobody has asked for are answered from
 * memory. It takes half of the time of one thread at most, and no answer waits for it. Thread-safe.
 */
public final class ContractPreload implements AutoCloseable {

    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_CLOSING = Duration.ofSeconds(2);

    private final MemoryLease lease;
    private final BooleanSupplier pages;
    private @Nullable Heartbeat thread;

    /**
     * Creates a preload that has not started.
     *
     * @param pages reads some contracts ahead, and returns false if there are no others for now
     */
    public ContractPreload(MemoryLease lease, BooleanSupplier pages) {
        this.lease = lease;
        this.pages = pages;
    }

    /** Starts the thread. */
    public synchronized void start(Heartbeats heartbeats) {
        thread = heartbeats.startThread("contract-preload", this::readAgainAndAgain);
    }

    /** Ends the thread. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.close();
            thread.awaitEnd(MAX_CLOSING);
        }
    }

    private void readAgainAndAgain(Heartbeat beat) throws InterruptedException {
        boolean[] more = new boolean[1];
        while (!beat.isClosed()) {
            more[0] = false;
            long start = System.nanoTime();
            beat.attemptRound("reading contracts ahead", () -> more[0] = readPage());
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            beat.pauseFor(more[0] && taken.compareTo(MAX_PAUSE) < 0 ? taken : MAX_PAUSE);
        }
    }

    private boolean readPage() {
        try {
            return lease.isValid() && pages.getAsBoolean();
        } catch (DatabaseUnavailableException e) {
            return false; // The renewal of the lease reports it.
        }
    }
}
