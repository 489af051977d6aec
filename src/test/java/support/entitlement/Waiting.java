package support.entitlement;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits of tests: always for an event, and up to a limit that only a hanging test reaches, however slow and busy the
 * machine is. Awaitility's {@code await()} has the same limit, see {@link TestRun}; {@link ArchitectureTest} finds
 * tests that set another.
 */
public final class Waiting {

    /** The longest wait for an event before a test fails. */
    public static final Duration MAX_WAIT = Duration.ofMinutes(3);

    private Waiting() {}

    /**
     * Returns the result of a task once it has ended; if it has failed, throws its failure as a {@link
     * CompletionException}.
     */
    public static <T> T get(Future<T> task) {
        try {
            return task.get(MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("The task has not ended.", e);
        }
    }

    /** Waits until a process has ended, and kills one that does not end. */
    public static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The process does not end.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a process has ended that this process did not start. */
    public static void awaitEnd(ProcessHandle process) {
        get(process.onExit());
    }
}
