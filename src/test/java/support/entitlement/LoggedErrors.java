package support.entitlement;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Collects the errors that are logged while a test runs, instead of printing them. {@code logback-test.xml} names it,
 * so that it survives the start of each service in this process. Thread-safe.
 */
public final class LoggedErrors extends AppenderBase<ILoggingEvent> {

    private static final LinkedBlockingQueue<String> TEXTS = new LinkedBlockingQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            TEXTS.add(event.getLoggerName() + " " + event.getFormattedMessage() + "\n"
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /**
     * Returns the errors that were logged since the previous test: the logger, the message and the stack trace of each.
     */
    public static List<String> texts() {
        return List.copyOf(TEXTS);
    }

    /** Clears the errors logged so far, and fails if one of them contains none of the texts. */
    static void requireExpected(List<String> expected) {
        List<String> logged = new ArrayList<>();
        TEXTS.drainTo(logged);
        logged.removeIf(error -> expected.stream().anyMatch(error::contains));
        if (!logged.isEmpty()) {
            throw new AssertionError(
                    "An error was logged that no @ExpectedErrors of the test names:\n" + String.join("\n", logged));
        }
    }
}
