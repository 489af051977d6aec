package support.entitlement.workbench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link Browser}, which all tests of a process share: Chromium or Chrome of the system, else Playwright's own. Where
 * there is none, tests are skipped with a notice. They fail instead in CI, and with {@code -Dworkbench.browser=required}.
 */
final class BrowserExtension implements BeforeAllCallback, ParameterResolver {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String NOTICE =
            "The workbench was not tested: no browser was found. Install Chromium (on Debian:"
                    + " apt-get install chromium) or Google Chrome.";

    /** A browser that JUnit closes after the last test, or the reason why there is none. */
    private record FoundBrowser(
            Playwright playwright,
            @Nullable Browser browser,
            @Nullable PlaywrightException failure) implements AutoCloseable {

        static FoundBrowser launch() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            LaunchOptions options = new LaunchOptions();
            findInSystem().ifPresent(options::setExecutablePath);
            try {
                return new FoundBrowser(playwright, playwright.chromium().launch(options), null);
            } catch (PlaywrightException e) {
                return new FoundBrowser(playwright, null, e);
            }
        }

        @Override
        public void close() {
            playwright.close();
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
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public @Nullable Browser resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return find(test).browser();
    }

    private static FoundBrowser find(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(BrowserExtension.class))
                .computeIfAbsent(FoundBrowser.class, key -> FoundBrowser.launch(), FoundBrowser.class);
    }

    private static boolean isRequired() {
        return "required".equals(System.getProperty("workbench.browser")) || System.getenv("CI") != null;
    }

    private static Optional<Path> findInSystem() {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
