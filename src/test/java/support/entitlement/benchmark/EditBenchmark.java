package support.entitlement.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.LocalService;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.security.AccessToken;
import support.entitlement.table.problem.Budget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long one changed cell takes in the shipped tables and in tables of 5,000 rows, after a warm-up: to be checked and
 * compiled; in a draft, from the request that changes the cell until the problems are answered; and in a saved file, until it is in
 * force. Beside each time stands the processor time of the whole process, which other work on the machine does not lengthen.
 */
public final class EditBenchmark {

    private static final int WARM_UP = 30;
    private static final int MEASURED = 15;
    private static final int MANY = 5_000;
    private static final String FILE = "support-matrix.csv";
    private static final String WORDS = "Best effort";

    /** The column of the words. */
    private static final String COLUMN = "H";

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Path directory;
    private final String what;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final AccessToken token = AccessToken.generateToken();

    private EditBenchmark(Path directory, String what) {
        this.directory = directory;
        this.what = what;
    }

    /** Runs it. The arguments are the numbers of changes of the warm-up and of the measurement, and of rows; 0 for the shipped tables. */
    public static void main(String[] arguments) throws Exception {
        int warmUp = arguments.length > 0 ? Integer.parseInt(arguments[0]) : WARM_UP;
        int measured = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MEASURED;
        int[] rows = arguments.length > 2 ? new int[] {Integer.parseInt(arguments[2])} : new int[] {0, MANY};
        for (int atLeast : rows) {
            Path directory = ManyRows.directory(atLeast);
            try {
                FileSystemUtils.copyRecursively(ManyRows.SHIPPED.resolve("scenarios"), directory.resolve("scenarios"));
                new EditBenchmark(directory, atLeast == 0 ? "the shipped tables" : "tables of " + atLeast + " rows")
                        .measureAll(warmUp, measured);
            } finally {
                ManyRows.delete(directory);
            }
        }
    }

    private interface Edit {
        void makeEdit(int number) throws Exception;

        /** Returns true once the service has done what follows an edit, such as the search for its impact. */
        default boolean isAtRest() {
            return true;
        }
    }

    private void measureAll(int warmUp, int measured) throws Exception {
        measure("checked and compiled", checkInProcess(), warmUp, measured);
        Path log = Files.createTempDirectory("edit-log");
        try (ConfigurableApplicationContext service = startService(log)) {
            measure("in a draft, until its problems are answered", changeDraft(service), warmUp, measured);
            measure("saved, until it is in force", saveFile(service), warmUp, measured);
        } finally {
            FileSystemUtils.deleteRecursively(log);
        }
    }

    private void measure(String how, Edit edit, int warmUp, int measured) throws Exception {
        List<Double> times = new ArrayList<>();
        List<Double> cpuTimes = new ArrayList<>();
        for (int number = 0; number < warmUp + measured; number++) {
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            edit.makeEdit(number);
            if (number >= warmUp) {
                times.add((System.nanoTime() - start) / 1e6);
                cpuTimes.add((SYSTEM.getProcessCpuTime() - cpu) / 1e6);
            }
            while (!edit.isAtRest()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "a cell of %s %s: %s; of processor time %s%n",
                what,
                how,
                describeMillis(times),
                describeMillis(cpuTimes));
    }

    private static String describeMillis(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.0f ms (%.0f to %.0f)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private Edit checkInProcess() {
        TableFiles files = new RulesDirectory(directory).readFiles();
        Policy[] before = new Policy[1];
        return number -> {
            Map<String, byte[]> contents = new TreeMap<>(files.contents());
            contents.put(FILE, editedFile(number).getBytes(StandardCharsets.UTF_8));
            TableFiles edited = new TableFiles(new TreeMap<>(contents), List.of());
            before[0] = JudgedTables.compileTables(edited, before[0], Budget.ofCheck())
                    .requirePolicy();
        };
    }

    private Edit changeDraft(ConfigurableApplicationContext service) throws Exception {
        String drafts = "http://127.0.0.1:" + LocalService.portOf(service) + "/v1/policy/drafts";
        String draft = drafts + "/"
                + send(postJson(drafts, "{\"name\":\"Edit\"}")).get("id").longValue();
        int row = findRow(Files.readAllLines(directory.resolve(FILE)));
        return number -> {
            JsonNode shown = send(HttpRequest.newBuilder(URI.create(draft)));
            String before = number == 0
                    ? readWords(Files.readAllLines(directory.resolve(FILE)).get(row))
                    : WORDS + " " + (number - 1);
            ObjectNode change = json.createObjectNode()
                    .put("op", "set")
                    .put("file", FILE)
                    .put("cell", COLUMN + (row + 1))
                    .put("before", before)
                    .put("after", WORDS + " " + number);
            ObjectNode body = json.createObjectNode();
            body.putArray("changes").add(change);
            send(postJson(draft + "/changes", body.toString())
                    .header("If-Match", "\"" + shown.get("version").longValue() + "\""));
            send(HttpRequest.newBuilder(URI.create(draft + "/problems")));
        };
    }

    private static HttpRequest.Builder postJson(String address, String body) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(
                request.header("Authorization", "Bearer " + token.text()).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return json.readTree(answer.body());
    }

    private static String readWords(String line) {
        int start = line.indexOf(WORDS);
        return line.substring(start, line.indexOf(',', start));
    }

    private ConfigurableApplicationContext startService(Path log) {
        return InProcessService.start(
                directory,
                log,
                "--entitlement.security.tokens[0].name=ana",
                "--entitlement.security.tokens[0].hash=" + token.hash(),
                "--entitlement.security.tokens[0].roles=analyst");
    }

    private Edit saveFile(ConfigurableApplicationContext service) {
        CurrentPolicy current = service.getBean(CurrentPolicy.class);
        return new Edit() {
            @Override
            public void makeEdit(int number) throws Exception {
                String before = current.orThrow().revision();
                Path saved = directory.resolve(FILE + ".tmp");
                Files.writeString(saved, editedFile(number));
                Files.move(saved, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
                while (current.orThrow().revision().equals(before)) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }

            @Override
            public boolean isAtRest() {
                PolicyStatus.InForce inForce = current.status().inForce();
                return inForce != null && inForce.impact() != ImpactState.PENDING;
            }
        };
    }

    /** Returns the support matrix with other words in one row. */
    private String editedFile(int number) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(FILE));
        int row = findRow(lines);
        lines.set(row, lines.get(row).replace(readWords(lines.get(row)), WORDS + " " + number));
        return String.join("\n", lines) + "\n";
    }

    private static int findRow(List<String> lines) {
        return IntStream.range(lines.size() / 2, lines.size())
                .filter(row -> lines.get(row).contains(WORDS))
                .findFirst()
                .orElseThrow();
    }
}
