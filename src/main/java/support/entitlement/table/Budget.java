package support.entitlement.table;

/**
 * How much work may be spent on one question, in steps of a few nanoseconds. Whether rows together cover something cannot be
 * decided quickly for every table that can be thought of, and a hostile one must not keep the service busy.
 */
final class Budget {

    private long left;

    Budget(long steps) {
        left = steps;
    }

    /**
     * Takes steps before they are done.
     *
     * @throws Exhausted if there are not so many left
     */
    void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** The question stays open. */
    static final class Exhausted extends RuntimeException {

        private Exhausted() {
            super("too much work", null, false, false);
        }
    }
}
