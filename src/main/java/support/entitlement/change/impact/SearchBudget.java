package support.entitlement.change.impact;

import java.time.Duration;

/** How much may be done in one search, and how long it may take, so that no table keeps the service busy. Not thread-safe. */
final class SearchBudget {

    private long stepsLeft;
    private int evaluationsLeft;
    private final int evaluations;
    private final Duration limit;
    private final long start = System.nanoTime();

    SearchBudget(long steps, int evaluations, Duration limit) {
        this.stepsLeft = steps;
        this.evaluationsLeft = evaluations;
        this.evaluations = evaluations;
        this.limit = limit;
    }

    /** For what is small in any case. */
    static SearchBudget unlimited() {
        return new SearchBudget(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1));
    }

    void takeSteps(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new SearchLimitExceededException("The rows that overlap are too many to be told apart.");
        }
        takeTime();
    }

    private void takeTime() {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new SearchLimitExceededException("The search took longer than " + limit.toMillis() + " ms" + ".");
        }
    }

    void takeEvaluation() {
        takeTime();
        if (--evaluationsLeft < 0) {
            throw new SearchLimitExceededException(
                    "More than " + evaluations + " sorts of queries may be answered otherwise.");
        }
    }

    /** How many evaluations were taken. */
    int countEvaluations() {
        return evaluations - Math.max(0, evaluationsLeft);
    }

    /** The search ends before its end. */
    static final class SearchLimitExceededException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private SearchLimitExceededException(String message) {
            super(message, null, false, false);
        }
    }
}
