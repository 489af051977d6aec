package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.web.ApiTest;
import support.entitlement.web.Manual;
import tools.jackson.databind.JsonNode;

/** The metrics, and the pages, alert rules and dashboard that are about them. */
class MonitoringTest extends ApiTest {

    private static final Path ALERTS = Path.of("src/main/prometheus/alerts.yml");
    private static final Path ALERT_TESTS = Path.of("src/test/resources/alerts-test.yml");
    private static final Path DASHBOARD = Path.of("src/main/grafana/support-entitlements.json");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_]+`.*?) \\| (.+?) \\| .+ \\|$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? ");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");
    private static final Pattern METRIC = Pattern.compile("\\b(?:entitlement|http|hikaricp|jvm|process)_[a-z_]+");
    private static final Pattern BUCKET = Pattern.compile("le=\"[^\"]+\"");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern ADDRESS =
            Pattern.compile("runbook_url: '\\{\\{ \\$externalLabels\\.entitlements_url }}/docs/runbook#([a-z]+)'");
    private static final Pattern ANCHOR = Pattern.compile("<h2 id=\"([a-z]+)\">");

    private String metrics = "";

    @BeforeEach
    void readMetrics() throws Exception {
        evaluate(OUTAGE);
        get("/v1/policy");
        metrics = get("/actuator/prometheus").response().body();
    }

    @Test
    void theManualListsEveryMetricOfThisServiceWithItsKindAndLabels() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        ROW.matcher(Files.readString(Manual.page("monitoring"))).results().forEach(row -> {
            List<String> names = codes(row.group(1));
            if (names.get(0).startsWith("entitlement_")) {
                listed.put(names.get(0), kindOf(row.group(2)) + " " + new TreeSet<>(names.subList(1, names.size())));
            }
        });
        Map<String, String> handedOut = new TreeMap<>();
        TYPE.matcher(metrics)
                .results()
                .filter(type -> type.group(1).startsWith("entitlement_"))
                .forEach(type -> handedOut.put(type.group(1), type.group(2) + " " + labelsOf(type.group(1))));

        assertThat(listed).hasSizeGreaterThan(20).isEqualTo(handedOut);
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static String kindOf(String unit) {
        return unit.endsWith("histogram") ? "histogram" : unit.equals("counter") ? "counter" : "gauge";
    }

    private Set<String> labelsOf(String metric) {
        return SAMPLE.matcher(metrics)
                .results()
                .filter(sample -> sample.group(1).startsWith(metric) && sample.group(2) != null)
                .filter(sample -> Set.of(metric, metric + "_count").contains(sample.group(1)))
                .flatMap(sample -> Stream.of(sample.group(2).split("=\"[^\"]*\",?")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void timesAreInSeconds() throws IOException {
        assertThat(ROW.matcher(Files.readString(Manual.page("monitoring"))).results())
                .allSatisfy(row -> assertThat(row.group(2).startsWith("seconds"))
                        .as(row.group())
                        .isEqualTo(row.group(1).contains("_seconds")));
    }

    @Test
    void metricsOfOthersInTheManualAreHandedOut() throws Exception {
        awaitGarbageCollection();

        assertThat(METRIC.matcher(Files.readString(Manual.page("monitoring")))
                        .results()
                        .map(metric -> metric.group()))
                .contains("http_server_requests_seconds", "hikaricp_connections_pending")
                .isSubsetOf(TYPE.matcher(metrics)
                        .results()
                        .map(type -> type.group(1))
                        .toList());
    }

    /** Metrics of garbage collection appear with the first one. */
    private void awaitGarbageCollection() {
        System.gc();
        await().until(() -> {
            readMetrics();
            return metrics.contains("jvm_gc_pause_seconds_sum") && metrics.contains("jvm_memory_usage_after_gc");
        });
    }

    @Test
    void theReleaseInForceIsAMetric() throws Exception {
        String release = get("/v1/policy").header("Entitlement-Release") + ".0";

        assertThat(metrics)
                .contains("entitlement_policy_release_in_force " + release)
                .contains("entitlement_policy_release_due " + release)
                .contains("entitlement_thread_silent_seconds{thread=\"release-log\"}")
                .contains("entitlement_thread_silent_seconds{thread=\"release-schedule\"}")
                .contains("entitlement_thread_silent_seconds{thread=\"rules-watch\"}");
    }

    @Test
    void anEqualQueryIsAnsweredByARememberedDecision() throws Exception {
        double before = sample("entitlement_decisions_total{source=\"remembered\"}");

        evaluate(OUTAGE);

        metrics = get("/actuator/prometheus").response().body();
        assertThat(sample("entitlement_decisions_total{source=\"remembered\"}")).isEqualTo(before + 1);
    }

    @Test
    void eachKindOfLongTaskSaysHowManyMayRunRunWaitAndWereRefused() {
        for (String task : List.of(
                "checks",
                "publications",
                "contract-imports",
                "draft-changes",
                "row-trials",
                "release-files",
                "cell-origins",
                "coverage")) {
            assertThat(sample("entitlement_tasks_places{task=\"" + task + "\"}"))
                    .isPositive();
            for (String state : List.of("running", "waiting", "refused_total")) {
                assertThat(sample("entitlement_tasks_" + state + "{task=\"" + task + "\"}"))
                        .isNotNegative();
            }
        }
    }

    private double sample(String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void alertsFireAsTheirTestsSay(@TempDir Path folder) throws Exception {
        assertThat(names(ALERTS))
                .hasSizeGreaterThan(15)
                .allSatisfy(alert -> assertThat(Files.readString(ALERT_TESTS)).contains("alertname=\"" + alert + "\""));

        promtool(folder, "test", "rules", ALERT_TESTS.toString());
    }

    private static List<String> names(Path alerts) throws IOException {
        return ALERT.matcher(Files.readString(alerts))
                .results()
                .map(alert -> alert.group(1))
                .toList();
    }

    @Test
    void everyAlertLeadsToItsEntryOfTheRunbook() throws Exception {
        List<String> anchors = ADDRESS.matcher(Files.readString(ALERTS))
                .results()
                .map(address -> address.group(1))
                .toList();

        assertThat(anchors)
                .isEqualTo(names(ALERTS).stream().map(String::toLowerCase).toList());
        assertThat(ANCHOR.matcher(get("/docs/runbook").response().body())
                        .results()
                        .map(anchor -> anchor.group(1)))
                .containsExactlyInAnyOrderElementsOf(anchors);
    }

    @Test
    void alertsAndPanelsNameExistingMetrics() throws Exception {
        awaitGarbageCollection();
        String queries = Files.readString(ALERTS) + String.join("\n", panelQueries());
        Set<String> samples =
                SAMPLE.matcher(metrics).results().map(sample -> sample.group(1)).collect(Collectors.toSet());

        assertThat(METRIC.matcher(queries).results().map(metric -> metric.group()))
                .hasSizeGreaterThan(30)
                .isSubsetOf(samples);
        assertThat(BUCKET.matcher(queries).results().map(bucket -> bucket.group()))
                .isNotEmpty()
                .allSatisfy(bucket -> assertThat(metrics).contains(bucket));
    }

    @Test
    void queriesOfTheDashboardCanBeParsed(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        List<String> queries = panelQueries();
        for (int i = 0; i < queries.size(); i++) {
            String query = queries.get(i).replace("$job", "x").replace("$__rate_interval", "5m");
            rules.append("      - record: panel:query:" + i + "\n        expr: '" + query + "'\n");
        }
        Path file = Files.writeString(folder.resolve("panels.yml"), rules);

        promtool(folder, "check", "rules", file.toString());
    }

    private static List<String> panelQueries() throws IOException {
        return JSON.readTree(Files.readString(DASHBOARD))
                .at("/panels")
                .valueStream()
                .flatMap(panel -> panel.at("/targets").valueStream())
                .map(target -> target.at("/expr"))
                .map(JsonNode::stringValue)
                .toList();
    }

    /** Runs promtool. Without it, the test fails in continuous integration, and is skipped elsewhere. */
    private static void promtool(Path folder, String... arguments) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder command = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        int status;
        try {
            status = command.start().waitFor();
        } catch (IOException e) {
            assumeThat(System.getenv("CI"))
                    .as("promtool is not installed: apt-get install prometheus")
                    .isNotNull();
            throw e;
        }
        assertThat(status).as(Files.readString(output, StandardCharsets.UTF_8)).isZero();
    }
}
