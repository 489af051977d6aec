package support.entitlement;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Applies to every test: {@code await()} waits up to {@link Waiting#MAX_WAIT}, warnings are logged, and a test fails if the service logs an
 * error meanwhile that the test does not name with {@link ExpectedErrors}. JUnit discovers this extension
 * automatically.
 */
public final class TestRun implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Waiting.MAX_WAIT);
        LoggerFactory.getILoggerFactory(); // Tests that run at the same time would find it only partly initialized.
    }

    /** Commands that an earlier test ran in this process have reduced the level to errors. */
    @Override
    public void beforeEach(ExtensionContext test) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        LoggedErrors.requireExpected(ExpectedErrors.Texts.of(test));
    }

    @Override
    public void afterAll(ExtensionContext test) {
        LoggedErrors.requireExpected(ExpectedErrors.Texts.of(test));
    }
}
