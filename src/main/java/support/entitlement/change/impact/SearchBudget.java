package support.entitlement.change.impact;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The limits of one search in steps, evaluations and time, so that no table keeps the service busy. Time is counted by the wall clock,
 * since a caller waits for the search; the search ends early once the caller has left. Not thread-safe: one thread searches.
 */
public final class SearchBudget {

    private long stepsLeft;
    private int evaluationsLeft;
    private final int evaluations;
    private final Duration limit;
    private final BooleanSupplier hasLeft;
    private final long start = System.nanoTime();

    /**
     * Creates a budget, whose time begins now.
     *
     * @param hasLeft returns true once no caller waits for the search any more; it is called often, so it has to be cheap
     */
    public SearchBudget(long steps, int evaluations, Duration limit, BooleanSupplier hasLeft) {
        this.hasLeft = hasLeft;
        this.stepsLeft = steps;
        this.evaluationsLeft = evaluations;
        this.evaluations = evaluations;
        this.limit = limit;
    }

    /** Creates a budget for searches that are small in any case. */
    public static SearchBudget unlimited() {
        return new SearchBudget(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1), () -> false);
    }

    public void take(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new Exhausted("The rows that overlap are too many to be told apart.");
        }
        takeTime();
    }

    private void takeTime() {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new Exhausted("The search took longer than " + limit.toMillis() + " ms.");
        }
        if (hasLeft.getAsBoolean()) {
            throw new Exhausted("Nobody waits for the search any more.");
        }
    }

    public void takeEvaluation() {
        takeTime();
        if (--evaluationsLeft < 0) {
            throw new Exhausted("More than " + evaluations + " sorts of queries may be answered otherwise.");
        }
    }

    /** Returns the number of evaluations that were taken. */
    public int evaluated() {
        return evaluations - Math.max(0, evaluationsLeft);
    }

    /** Signals that a search reached a limit before it was complete. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Exhausted(String message) {
            super(message, null, false, false);
        }
    }
}
