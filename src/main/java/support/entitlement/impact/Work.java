package support.entitlement.impact;

/** How much may be done in one search, so that no table keeps the service busy. Not thread-safe. */
final class Work {

    private long stepsLeft;
    private int evaluationsLeft;
    private final int evaluations;

    Work(long steps, int evaluations) {
        this.stepsLeft = steps;
        this.evaluationsLeft = evaluations;
        this.evaluations = evaluations;
    }

    void take(long steps) {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new Exhausted("The rows that overlap are too many to be told apart.");
        }
    }

    void takeEvaluation() {
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
