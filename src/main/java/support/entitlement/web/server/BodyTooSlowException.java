package support.entitlement.web.server;

import java.io.IOException;
import java.util.stream.Stream;

/** A body was not complete in time. */
public final class BodyTooSlowException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooSlowException() {
        super("The body did not come to its end in time.");
    }

    /** Returns whether a failure comes from such a body. */
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(100)
                .anyMatch(BodyTooSlowException.class::isInstance);
    }
}
