package support.entitlement.workbench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A running browser without windows: Chromium's shell, Chromium or Chrome of the system, else Playwright's own. */
public record OpenBrowser(Playwright playwright, Browser browser) implements AutoCloseable {

    /**
     * The longest wait for something to be shown. It is shorter than the waits for processes, so that a test that fails costs half a
     * minute and not three.
     */
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** The shell comes first: it draws no windows around pages, and takes half as much of the processor for one. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /**
     * Starts a browser.
     *
     * @throws PlaywrightException if there is none
     */
    public static OpenBrowser launch() {
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

    private static Optional<Path> findInSystem() {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
