package support.entitlement.benchmark;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import support.entitlement.EditedTables;
import support.entitlement.workbench.OpenBrowser;
import support.entitlement.workbench.RunningService;

/**
 * Measures how long the first view of the workbench takes in a browser with an empty cache, from the navigation until the support
 * matrix is shown. The baseline is the manual's first page, which has no scripts. The figures are medians.
 */
public final class FirstViewBenchmark {

    private static final int ROUNDS = 5;

    private FirstViewBenchmark() {}

    /** Runs it, and prints a line for each page. The first round of each warms up. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("first-view-benchmark");
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        try (RunningService service = new RunningService(folder, List.of());
                OpenBrowser browser = OpenBrowser.launch()) {
            print("matrix", medianMillis(browser, service.address(), "matrix-view table"));
            print("manual", medianMillis(browser, service.address() + "docs", "h1"));
        }
    }

    private static void print(String name, double millis) {
        System.out.printf("%s: %.0f ms%n", name, millis);
    }

    private static double medianMillis(OpenBrowser browser, String address, String shown) {
        measure(browser, address, shown);
        double[] rounds = new double[ROUNDS];
        Arrays.setAll(rounds, round -> measure(browser, address, shown));
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    /** Each context of the browser begins with an empty cache. */
    private static double measure(OpenBrowser browser, String address, String shown) {
        try (BrowserContext context = browser.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(address);
            page.locator(shown).first().waitFor();
            return ((Number) page.evaluate("performance.now()")).doubleValue();
        }
    }
}
