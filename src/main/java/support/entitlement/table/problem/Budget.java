package support.entitlement.table.problem;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of work for one check, in steps of a few nanoseconds and in seconds of CPU time, for all its parts
 * together. Some tables can be constructed that no check decides quickly; they must not keep the service busy. A check
 * takes steps before it does them.
 *
 * <p>A part of a check may have a smaller number of steps of its own, so that the parts after it are still done. Time
 * is the CPU time of the thread, so that a busy machine does not cause a rejection. Not thread-safe: one thread does
 * the check.
 */
public final class Budget {

    /** Far more than 10,000 rows need. */
    private static final long MAX_STEPS = 5_000_000_000L;

    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    /** A check takes about 0.1 ms for each row. What takes much longer has a cause other than the number of rows. */
    private static final Duration MORE_TIME_FOR_A_ROW = Duration.ofNanos(400_000);

    private static final int STEPS_BETWEEN_LOOKS = 10_000;
    private static final int COST_OF_A_CALL = 200;
    private static final BooleanSupplier CALLER_STAYS = () -> false;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final @Nullable Budget whole;
    private final BooleanSupplier callerHasLeft;
    private final boolean ofRelease;
    private final LongSupplier clock;
    private final long start;
    private long nanos;
    private final long steps;
    private long left;
    private long stepsToLook;
    private @Nullable String spent;

    private Budget(
            @Nullable Budget whole,
            long steps,
            Duration time,
            BooleanSupplier callerHasLeft,
            boolean ofRelease,
            LongSupplier clock) {
        this.ofRelease = ofRelease;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.whole = whole;
        this.steps = steps;
        this.left = steps;
        this.nanos = time.toNanos();
        this.callerHasLeft = callerHasLeft;
    }

    /** Creates the budget of one check whose caller waits for it. */
    public static Budget ofCheck() {
        return ofCheck(CALLER_STAYS);
    }

    /**
     * Creates the budget of one check whose caller may stop waiting.
     *
     * @param callerHasLeft returns true if no caller waits for the check any longer
     */
    public static Budget ofCheck(BooleanSupplier callerHasLeft) {
        return new Budget(null, MAX_STEPS, MAX_TIME, callerHasLeft, false, Budget::computingNanos);
    }

    /** Creates the budget of one check that has computed for as long as this clock says. */
    static Budget ofCheckBy(LongSupplier clock) {
        return new Budget(null, MAX_STEPS, MAX_TIME, CALLER_STAYS, false, clock);
    }

    /**
     * Creates the budget for tables that already are a release: an unfinished check is then only a warning, so that a
     * release that served before can serve again.
     */
    public static Budget ofRelease() {
        return ofRelease(CALLER_STAYS);
    }

    /**
     * Creates the budget for tables that already are a release, and whose caller may stop waiting.
     *
     * @param callerHasLeft returns true if no caller waits for the check any longer
     */
    public static Budget ofRelease(BooleanSupplier callerHasLeft) {
        return new Budget(null, MAX_STEPS, MAX_TIME, callerHasLeft, true, Budget::computingNanos);
    }

    /** Creates a budget of this many steps, practically without a limit of time. */
    public static Budget ofSteps(long steps) {
        return new Budget(null, steps, Duration.ofDays(1), CALLER_STAYS, false, Budget::computingNanos);
    }

    /** Creates a budget of this many steps, taken from this budget, for a part of the work. */
    public Budget createPart(long steps) {
        return new Budget(this, steps, Duration.ofNanos(nanos), CALLER_STAYS, ofRelease, clock);
    }

    /**
     * Takes steps before they are done.
     *
     * @throws Exhausted if too few are left, if the time is over, or if the caller has stopped waiting
     */
    public void takeSteps(long steps) {
        if (whole != null) {
            whole.takeSteps(steps);
        }
        left -= steps;
        stepsToLook -= steps + COST_OF_A_CALL;
        if (left < 0 && spent == null) {
            spent = "it would exceed the limit of steps of a check";
        }
        if (whole == null && stepsToLook < 0 && spent == null) {
            checkTimeAndCaller();
        }
        if (spent != null) {
            throw new Exhausted(spent);
        }
    }

    /**
     * Allows as much time as tables of many rows need, and never less than before. Limits of files, and of values in proportion to the heap,
     * bound their number before, so that the time of a check stays bounded, too: 30 s for 50,000 rows.
     */
    public void allowRows(long rows) {
        Duration needed = MAX_TIME.plus(MORE_TIME_FOR_A_ROW.multipliedBy(rows));
        nanos = Math.max(nanos, needed.toNanos());
    }

    /** Returns the limit of time. */
    Duration timeLimit() {
        return Duration.ofNanos(nanos);
    }

    /** Returns the number of steps that were taken. */
    public long countTaken() {
        return steps - left;
    }

    private void checkTimeAndCaller() {
        stepsToLook = STEPS_BETWEEN_LOOKS;
        if (clock.getAsLong() - start > nanos) {
            spent = "it would take more than the " + Duration.ofNanos(nanos).toSeconds()
                    + " seconds of computing that a check may";
        } else if (callerHasLeft.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            spent = "the caller has stopped waiting";
        }
    }

    /**
     * Ends long work that has no other limit, if its caller has stopped waiting.
     *
     * @throws Exhausted if the caller has stopped waiting
     */
    public void endIfCallerLeft() {
        if (whole == null ? callerHasLeft.getAsBoolean() : whole.callerHasLeft.getAsBoolean()) {
            throw new Exhausted("the caller has stopped waiting");
        }
    }

    /** Returns true if the tables already are a release, so that an unfinished check is no reason to reject them. */
    public boolean isOfRelease() {
        return ofRelease;
    }

    /** Returns the problem that a check could not be finished whose result is required to accept tables. */
    public Problem openQuestionProblem(Place place, String message, String remedy) {
        return ofRelease
                ? Problem.warning(TableProblemCode.NOT_FULLY_CHECKED, place, "", message, remedy)
                : Problem.error(TableProblemCode.NOT_FULLY_CHECKED, place, "", message, remedy);
    }

    private static long computingNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Returns true if the budget of the whole check is used up. */
    public boolean isSpent() {
        return whole == null ? spent != null : whole.isSpent();
    }

    /** Ends a check whose budget is used up; its result stays unknown. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Exhausted(String why) {
            super(why, null, false, false);
        }
    }
}
