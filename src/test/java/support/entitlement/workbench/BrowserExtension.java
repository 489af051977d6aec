package support.entitlement.workbench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link Browser} and a {@link SharedService}, which all tests of a process share. The browser is Chromium or Chrome
 * of the system, else Playwright's own. Where there is none, tests are skipped with a notice. They fail instead in CI, and with
 * {@code -Dworkbench.browser=required}.
 */
final class BrowserExtension implements BeforeAllCallback, ParameterResolver {

    private static final String NOTICE =
            "The workbench was not tested: no browser was found. Install Chromium (on Debian:"
                    + " apt-get install chromium) or Google Chrome.";

    /** A browser that JUnit closes after the last test, or the reason why there is none. */
    private record FoundBrowser(
            @Nullable OpenBrowser open, @Nullable PlaywrightException failure) implements AutoCloseable {

        static FoundBrowser launch() {
            try {
                return new FoundBrowser(OpenBrowser.launch(), null);
            } catch (PlaywrightException e) {
                return new FoundBrowser(null, e);
            }
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
            }
        }
    }

    /** Skips the class here: JUnit takes a parameter that cannot be resolved for a failure. */
    @Override
    public void beforeAll(ExtensionContext test) {
        PlaywrightException failure = find(test).failure();
        if (failure != null && isRequired()) {
            throw failure;
        }
        if (failure != null) {
            System.err.println(NOTICE);
            throw new TestAbortedException(NOTICE, failure);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return List.of(Browser.class, SharedService.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        if (parameter.getParameter().getType() == SharedService.class) {
            return store(test).computeIfAbsent(SharedService.class);
        }
        OpenBrowser open = find(test).open();
        return open == null ? null : open.browser();
    }

    private static FoundBrowser find(ExtensionContext test) {
        return store(test).computeIfAbsent(FoundBrowser.class, key -> FoundBrowser.launch(), FoundBrowser.class);
    }

    private static Store store(ExtensionContext test) {
        return test.getRoot().getStore(Namespace.create(BrowserExtension.class));
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty("workbench.browser")) || System.getenv("CI") != null;
    }
}
