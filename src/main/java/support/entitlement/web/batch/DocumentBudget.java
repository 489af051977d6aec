package support.entitlement.web.batch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/** How much work one document of many requests may be: what is beyond it is refused, one request after the other. */
public final class DocumentBudget {

    /** Decisions of one document, where each change of facts of a case takes another one. */
    public static final int MAX_DECISIONS = 100_000;

    static final Duration MAX_TIME = Duration.ofSeconds(30);
    static final long MAX_ANSWER_BYTES = 256L << 20;

    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private Duration flushed = Duration.ZERO;

    /** Why no more is done; null while more may be. */
    @Nullable
    ProblemResponse findRefusal(long answered) {
        if (answered > MAX_ANSWER_BYTES) {
            return createRefusal("The answers to those before have " + MAX_ANSWER_BYTES + " bytes");
        }
        return elapsedTime().compareTo(MAX_TIME) > 0
                ? createRefusal("Those before took " + MAX_TIME.toSeconds() + " seconds")
                : null;
    }

    private static ProblemResponse createRefusal(String why) {
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
