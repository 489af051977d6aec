package support.entitlement.impact;

import java.time.Duration;

/** How much may be done in one search, and how long it may take, so that no table keeps the service busy. Not thread-safe. */
final class Work {

    private long stepsLeft;
    private int evaluationsLeft;
    private final int evaluations;
    private final Duration limit;
    private final long start = System.nanoTime();

    Work(long steps, int evaluations, Duration limit) {
        this.stepsLeft = steps;
        this.evaluationsLeft = evaluations;
        this.evaluations = evaluations;
        this.limit = limit;
    }

    /** For what is small in any case. */
    static Work unlimited() {
        return new Work(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1));
    }

    void take(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new Exhausted("The rows that overlap are too many to be told apart.");
        }
        takeTime();
    }

    private void takeTime() {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new Exhausted("The search took longer than " + limit.toMillis() + " ms" + ".");
        }
    }

    void takeEvaluation() {
        takeTime();
        if (--evaluationsLeft < 0) {
            throw new Exhausted("More than " + evaluations + " sorts of queries may be answered otherwise.");
        }
    }

    /** How many evaluations were taken. */
    int evaluated() {
        return evaluations - Math.max(0, evaluationsLeft);
    }

    /** The search ends before its end. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Exhausted(String message) {
            super(message, null, false, false);
        }
    }
}
