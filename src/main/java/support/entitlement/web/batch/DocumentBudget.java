package support.entitlement.web.batch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/** Limits the work on one document of many requests. Requests beyond the budget are refused, one after the other. */
public final class DocumentBudget {

    /** The maximal number of decisions of one document. Each change of facts in a case takes another decision. */
    public static final int MAX_DECISIONS = 100_000;

    static final Duration MAX_TIME = Duration.ofSeconds(30);
    static final long MAX_ANSWER_BYTES = 256L << 20;

    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private Duration flushed = Duration.ZERO;

    /** Returns the reason to refuse the next request; null while there is budget. */
    public @Nullable ProblemResponse findRefusal(long answered) {
        if (answered > MAX_ANSWER_BYTES) {
            return createRefusal("The answers to the requests before have " + MAX_ANSWER_BYTES + " bytes");
        }
        return elapsedTime().compareTo(MAX_TIME) > 0
                ? createRefusal("The requests before took " + MAX_TIME.toSeconds() + " seconds")
                : null;
    }

    private static ProblemResponse createRefusal(String why) {
        return ProblemResponse.of(
                ProblemCode.TOO_MUCH_WORK, why + ", the maximum of one document. Send the rest in another document.");
    }

    /**
     * Returns whether the output must be flushed now, so that a disconnected caller is noticed.
     *
     * @throws IOException if the caller reads so slowly that nothing more is sent
     */
    boolean mustFlush() throws IOException {
        if (elapsedTime().compareTo(MAX_TIME.multipliedBy(2)) > 0) {
            throw new IOException("The answers are read too slowly.");
        }
        boolean due = elapsedTime().minus(flushed).compareTo(FLUSH_EVERY) > 0;
        flushed = due ? elapsedTime() : flushed;
        return due;
    }

    private Duration elapsedTime() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
