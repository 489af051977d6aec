package support.entitlement.table.problem;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much work one check may be, in steps of a few nanoseconds and in seconds of computing, for all its parts together. Tables can be thought
 * of that no check decides quickly; one that was made so must not keep the service busy. A check takes steps before it does them.
 *
 * <p>A part of a check may have a smaller number of steps of its own, so that the parts after it are still done. Seconds are those
 * that the thread computes, so that nothing is refused because a machine is busy. Not thread-safe: one thread does the check.
 */
public final class Budget {

    /** Far more than 10,000 rows need. */
    private static final long MAX_STEPS = 5_000_000_000L;

    private static final Duration MAX_TIME = Duration.ofSeconds(10);
    private static final int STEPS_BETWEEN_LOOKS = 10_000;
    private static final int COST_OF_A_CALL = 200;
    private static final BooleanSupplier STAYS = () -> false;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final @Nullable Budget whole;
    private final BooleanSupplier hasLeft;
    private final boolean ofRelease;
    private final long start = computingNanos();
    private final long nanos;
    private long left;
    private long stepsToLook;
    private @Nullable String spent;

    private Budget(@Nullable Budget whole, long steps, Duration time, BooleanSupplier hasLeft, boolean ofRelease) {
        this.ofRelease = ofRelease;
        this.whole = whole;
        this.left = steps;
        this.nanos = time.toNanos();
        this.hasLeft = hasLeft;
    }

    /** The budget of one check whose caller waits for it. */
    public static Budget ofCheck() {
        return ofCheck(STAYS);
    }

    /**
     * The same for a caller who may leave.
     *
     * @param hasLeft whether nobody waits for the check any more
     */
    public static Budget ofCheck(BooleanSupplier hasLeft) {
        return new Budget(null, MAX_STEPS, MAX_TIME, hasLeft, false);
    }

    /** The budget of tables that are a release already: what is left open is a warning, for a release that served serves again. */
    public static Budget ofRelease() {
        return ofRelease(STAYS);
    }

    /**
     * Returns the budget of such tables for a caller who may leave.
     *
     * @param hasLeft whether nobody waits for the check any more
     */
    public static Budget ofRelease(BooleanSupplier hasLeft) {
        return new Budget(null, MAX_STEPS, MAX_TIME, hasLeft, true);
    }

    /** So many steps, whatever time they take. */
    public static Budget ofSteps(long steps) {
        return new Budget(null, steps, Duration.ofDays(1), STAYS, false);
    }

    /** So many steps of this budget for a part of the work. */
    public Budget createPart(long steps) {
        return new Budget(this, steps, Duration.ofNanos(nanos), STAYS, ofRelease);
    }

    /**
     * Takes steps before they are done.
     *
     * @throws Exhausted if there are not so many left, if the time is over, or if the caller has left
     */
    public void takeSteps(long steps) {
        if (whole != null) {
            whole.takeSteps(steps);
        }
        left -= steps;
        stepsToLook -= steps + COST_OF_A_CALL;
        if (left < 0 && spent == null) {
            spent = "it would take more steps than a check may";
        }
        if (whole == null && stepsToLook < 0 && spent == null) {
            checkTimeAndCaller();
        }
        if (spent != null) {
            throw new Exhausted(spent);
        }
    }

    private void checkTimeAndCaller() {
        stepsToLook = STEPS_BETWEEN_LOOKS;
        if (computingNanos() - start > nanos) {
            spent = "it would take more than the " + Duration.ofNanos(nanos).toSeconds()
                    + " seconds of computing that a check may";
        } else if (hasLeft.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            spent = "nobody waits for it any more";
        }
    }

    /**
     * Ends work that takes long and has no other bound, if nobody waits for it.
     *
     * @throws Exhausted if the caller has left
     */
    public void endIfCallerLeft() {
        if (whole == null ? hasLeft.getAsBoolean() : whole.hasLeft.getAsBoolean()) {
            throw new Exhausted("nobody waits for it any more");
        }
    }

    /** Returns whether tables are a release already, so that what cannot be decided is no reason to refuse them. */
    public boolean isOfRelease() {
        return ofRelease;
    }

    /** The problem that a question without which tables cannot be judged stays open. */
    public Problem openQuestionProblem(Place place, String message, String remedy) {
        return ofRelease
                ? Problem.warning(TableProblemCode.NOT_FULLY_CHECKED, place, "", message, remedy)
                : Problem.error(TableProblemCode.NOT_FULLY_CHECKED, place, "", message, remedy);
    }

    private static long computingNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Returns whether nothing is left for any part of the check. */
    public boolean isSpent() {
        return whole == null ? spent != null : whole.isSpent();
    }

    /** The question stays open. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Exhausted(String why) {
            super(why, null, false, false);
        }
    }
}
