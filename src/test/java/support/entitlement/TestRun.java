package support.entitlement;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Applies to every test: {@code await()} waits up to {@link Waiting#MAX_WAIT}, and a test fails if the service logs an
 * error meanwhile that the test does not name with {@link ExpectedErrors}. JUnit discovers this extension
 * automatically.
 */
public final class TestRun implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Waiting.MAX_WAIT);
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
