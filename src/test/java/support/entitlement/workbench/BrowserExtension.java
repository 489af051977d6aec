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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link Browser}, which all tests of a process share: Chromium or Chrome of the system, else Playwright's own. Where
 * there is none, tests are skipped with a notice. They fail instead in CI, and with {@code -Dworkbench.browser=required}.
 */
final class BrowserExtension implements ParameterResolver {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String NOTICE =
            "The workbench was not tested: no browser was found. Install Chromium (on Debian:"
                    + " apt-get install chromium) or Google Chrome.";

    /** A browser that JUnit closes after the last test. */
    private record OpenBrowser(Playwright playwright, Browser browser) implements AutoCloseable {

        static OpenBrowser launch() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            LaunchOptions options = new LaunchOptions();
            findInSystem().ifPresent(options::setExecutablePath);
            try {
                return new OpenBrowser(playwright, playwright.chromium().launch(options));
            } catch (PlaywrightException e) {
                playwright.close();
                throw e;
            }
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext test) {
        try {
            return test.getRoot()
                    .getStore(Namespace.create(BrowserExtension.class))
                    .computeIfAbsent(OpenBrowser.class, key -> OpenBrowser.launch(), OpenBrowser.class)
                    .browser();
        } catch (PlaywrightException e) {
            if (isRequired()) {
                throw e;
            }
            System.err.println(NOTICE);
            throw new TestAbortedException(NOTICE, e);
        }
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
