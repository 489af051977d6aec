package support.entitlement.benchmark;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import support.entitlement.EditedTables;
import support.entitlement.workbench.OpenBrowser;
import support.entitlement.workbench.RunningService;

/**
 * Measures the grid of the workbench in a browser: the longest task of the page, and the time of all tasks, while it
 * opens, scrolls and pastes. The baseline is a plain table of as many cells in the same page. Each has a page of its
 * own; the figures are medians.
 */
public final class GridBenchmark {

    private static final int ROUNDS = 5;
    private static final String PLAIN = "plain table";

    /** Loads the page of the grid, and has the longest task and the time of all long tasks noted. */
    private static final String PREPARE = """
            async () => {
              window.testPage = await import('./workbench/test/grid-page.js');
              window.frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              window.tasks = [];
              new PerformanceObserver(list => list.getEntries().forEach(entry => tasks.push(entry.duration)))
                .observe({type: 'longtask'});
              window.measure = async action => {
                await frame();
                tasks.length = 0;
                const start = performance.now();
                await action();
                await frame();
                const time = performance.now() - start;
                await new Promise(done => setTimeout(done, 100));
                return [Math.max(0, ...tasks), time];
              };
            }""";

    private static final Map<String, String> ACTIONS = Map.of(
            "opens",
            "() => measure(() => testPage.showGrid({rows: ROWS, editable: true}))",
            "scrolls through 100 screens",
            """
            () => measure(async () => {
              const box = grid.renderRoot.querySelector('.box');
              for (let screen = 0; screen < 100; screen++) {
                box.scrollTop = screen * box.clientHeight;
                await frame();
              }
            })""",
            "pastes 200 rows",
            """
            () => measure(async () => {
              await grid.focusCell(10, 0);
              await frame();
              const data = new DataTransfer();
              data.setData('text/plain', testPage.textsOf(200).map(row => row.join('\\t')).join('\\r\\n'));
              grid.renderRoot.querySelector('td[tabindex="0"]').dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: data, bubbles: true, composed: true, cancelable: true}));
              await grid.updateComplete;
            })""",
            PLAIN,
            """
            () => measure(() => {
              const table = document.createElement('table');
              testPage.textsOf(ROWS).forEach(texts => {
                const row = table.insertRow();
                texts.forEach(text => row.insertCell().append(text));
              });
              document.body.replaceChildren(table);
            })""");

    private GridBenchmark() {}

    /** Runs it, and prints a line for each action. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("grid-benchmark");
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        try (RunningService service = new RunningService(folder, List.of());
                OpenBrowser browser = OpenBrowser.launch()) {
            for (int rows : new int[] {500, 5_000}) {
                for (String action : List.of(PLAIN, "opens", "scrolls through 100 screens", "pastes 200 rows")) {
                    double[][] rounds = new double[ROUNDS][];
                    for (int round = 0; round < ROUNDS; round++) {
                        rounds[round] = measure(browser, service.address(), rows, action);
                    }
                    System.out.printf(
                            "%,d rows, %s: longest task %.0f ms, in all %.0f ms%n",
                            rows, action, median(rounds, 0), median(rounds, 1));
                }
            }
        }
    }

    private static double[] measure(OpenBrowser browser, String address, int rows, String action) {
        try (Page page = browser.browser().newPage()) {
            page.navigate(address);
            page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1))
                    .first()
                    .waitFor();
            page.evaluate(PREPARE);
            if (!List.of("opens", PLAIN).contains(action)) {
                page.evaluate("rows => testPage.showGrid({rows, editable: true}).then(frame)", rows);
            }
            List<?> figures = (List<?>) page.evaluate(ACTIONS.get(action).replace("ROWS", "" + rows));
            return figures.stream()
                    .mapToDouble(each -> ((Number) each).doubleValue())
                    .toArray();
        }
    }

    private static double median(double[][] rounds, int figure) {
        return Arrays.stream(rounds)
                .map(round -> round[figure])
                .sorted()
                .collect(Collectors.toList())
                .get(ROUNDS / 2);
    }
}
