package support.entitlement;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The times of answers of a service under attack, beside those that the same machine gives when there is no attack: others may
 * use it at the same time.
 */
public final class AnswerTimes {

    private static final int SAMPLES = 21;
    private static final int MAX_TIMES_IDLE = 100;
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private AnswerTimes() {}

    /** Measures a call. */
    public static Duration measure(Callable<?> call) throws Exception {
        long start = System.nanoTime();
        call.call();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns the median time of a call that is made repeatedly. */
    public static Duration measureMedian(Callable<?> call) throws Exception {
        Duration[] times = new Duration[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            times[i] = measure(call);
        }
        return Stream.of(times).sorted().skip(SAMPLES / 2).findFirst().orElseThrow();
    }

    /**
     * Returns the longest time that an answer may take under attack: a second, or on a busy machine a multiple of the longer median
     * before and after the attack.
     */
    public static Duration longestAllowed(Duration medianBefore, Duration medianAfter) {
        return Stream.of(PROMPT, medianBefore.multipliedBy(MAX_TIMES_IDLE), medianAfter.multipliedBy(MAX_TIMES_IDLE))
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
