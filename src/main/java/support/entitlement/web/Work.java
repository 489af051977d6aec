package support.entitlement.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much work one document of many requests may be: what is beyond it is refused, one request after the other. */
final class Work {

    /** Decisions of one document, where each change of facts of a case takes another one. */
    static final int MAX_DECISIONS = 100_000;

    static final Duration MAX_TIME = Duration.ofSeconds(30);
    static final long MAX_ANSWER_BYTES = 256L << 20;

    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private Duration flushed = Duration.ZERO;

    /** Why no more is done; null while more may be. */
    @Nullable
    ProblemResponse refusal(long answered) {
        if (answered > MAX_ANSWER_BYTES) {
            return refused("The answers to those before have " + MAX_ANSWER_BYTES + " bytes");
        }
        return elapsed().compareTo(MAX_TIME) > 0
                ? refused("Those before took " + MAX_TIME.toSeconds() + " seconds")
                : null;
    }

    private static ProblemResponse refused(String why) {
        return ProblemResponse.of(
                ProblemCode.TOO_MUCH_WORK,
                why + ", which is all that one document gets. Send the rest in another one.");
    }

    /**
     * Whether what has been written must be sent now, so that a caller who has gone is noticed.
     *
     * @throws IOException if the caller reads so slowly that nothing more is sent
     */
    boolean mustFlush() throws IOException {
        if (elapsed().compareTo(MAX_TIME.multipliedBy(2)) > 0) {
            throw new IOException("The answers are read too slowly.");
        }
        boolean due = elapsed().minus(flushed).compareTo(FLUSH_EVERY) > 0;
        flushed = due ? elapsed() : flushed;
        return due;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
