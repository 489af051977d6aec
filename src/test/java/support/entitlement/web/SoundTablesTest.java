package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.bean.override.convention.TestBean;
import support.entitlement.cli.Commands;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.ReplaceablePolicy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every query is answered if the check accepts the tables: random sound tables get random queries, in every way to send
 * them. {@code -DsoundTables=1000} tries more tables; {@code -DsoundTablesFrom=5000} tries others.
 */
class SoundTablesTest extends ApiTest {

    private static final int COUNT = Integer.getInteger("soundTables", 4);
    private static final int FROM = Integer.getInteger("soundTablesFrom", 1);
    private static final int QUERIES = 12;
    private static final int EXPLAINED = 2;
    private static final int MAX_TRIES = 200;
    private static final int MAX_ATTRIBUTES = 3;

    @TestBean
    private CurrentPolicy current;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static CurrentPolicy current() {
        return new ReplaceablePolicy();
    }

    static IntStream seeds() {
        return IntStream.range(FROM, FROM + COUNT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatTheCheckAcceptsIsAnsweredOrRefusedForEveryQuery(int seed) throws Exception {
        Random random = new Random(seed);
        int attributes = seed % 2 == 0 ? MAX_ATTRIBUTES : 1; // With many, the impact search takes long.
        RandomTables tables = sound(() -> new RandomTables(random, attributes));
        Path before = write(tables, "before");
        Policy policy = new RulesDirectory(before).compileTables().requirePolicy();
        ((ReplaceablePolicy) current).replaceBy(policy);

        for (int i = 0; i < QUERIES; i++) {
            RandomQuery query = new RandomQuery(random);
            String request = query.json().toString();
            assertAnswered(seed, request, post("/v1/evaluation", "application/json", request));
            assertAnswered(seed, request, post("/v1/sla/status", "application/json", query.status()));
            String address = "/v1/entitlements?" + query.parameters();
            assertAnswered(seed, address, get(address));
            if (i < EXPLAINED) {
                assertExplained(seed, before, query.options());
            }
        }
        assertAnswered(seed, "vocabulary", get("/v1/vocabulary"));
        assertAnswered(seed, "support matrix", get("/v1/support-matrix?plan=Big"));
        if (attributes == 1) {
            assertCompared(seed, write(sound(tables::changed), "after"), before);
        }
    }

    private void assertCompared(int seed, Path after, Path before) {
        assertThat(run("check", after.toString(), "--against", before.toString()))
                .as("seed %d, %s", seed, err)
                .isZero();
    }

    /** Returns random tables that are sound. The failure message reports the problems of unsound ones. */
    private RandomTables sound(Supplier<RandomTables> next) throws IOException {
        Map<String, Integer> refused = new TreeMap<>();
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            RandomTables tables = next.get();
            List<Problem> problems = TableChecks.checkSheets(new RulesDirectory(write(tables, "tried")).readSheets())
                    .problems();
            if (!Problem.hasErrors(problems)) {
                return tables;
            }
            problems.stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .forEach(problem -> refused.merge(problem.code(), 1, Integer::sum));
        }
        throw new AssertionError("no sound tables in " + MAX_TRIES + " attempts: " + refused);
    }

    private Path write(RandomTables tables, String name) throws IOException {
        Path path = directory.resolve(name);
        tables.write(path);
        return path;
    }

    private static void assertAnswered(int seed, String request, Answer answer) {
        assertThat(answer.status())
                .as(
                        "seed %d, %s is answered by %s",
                        seed, request, answer.response().body())
                .satisfiesAnyOf(
                        status -> assertThat(status).isEqualTo(200),
                        status -> assertThat(status).isBetween(400, 499));
    }

    private void assertExplained(int seed, Path tables, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("explain", "--rules", tables.toString()));
        arguments.addAll(options);
        int code = run(arguments.toArray(String[]::new));
        if (code == 0) {
            assertThat(out.toString()).as("seed %d, %s", seed, options).contains("entitled", "because");
        } else {
            assertThat(err.toString())
                    .as("seed %d, %s", seed, options)
                    .startsWith("--")
                    .doesNotContain("Could not run");
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.runCommand(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** A query that may lack facts, and have some of the wrong type. */
    private static final class RandomQuery {

        private static final List<String> VALUES = List.of(
                "\"EU\"",
                "\"other\"",
                "\"not possible\"",
                "\"\"",
                "\"5\"",
                "0",
                "1",
                "-0.0",
                "-5",
                "10.5",
                "1e308",
                "-1e308",
                "5e-324",
                "1e-400",
                "1e400",
                "999999999999999",
                "9007199254740993",
                "true",
                "false",
                "null",
                "[1]",
                "{\"a\": 1}");

        private final Random random;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, String> attributes = new LinkedHashMap<>();

        RandomQuery(Random random) {
            this.random = random;
            put("plan", 20, "\"Free\"", "\"big\"", "\"Starter\"");
            put("issueType", 20, "\"Bug\"", "\"Outage\"", "\"Question\"");
            if (random.nextInt(3) > 0) {
                put("productionUse", 3, "\"down\"", "\"slow\"");
                put("workaround", 3, "true", "false");
            }
            if (random.nextInt(3) == 0) {
                put("slaCategory", 3, "\"1\"", "\"2\"", "\"3\"");
            }
            put("channel", 2, "\"Phone\"", "\"Forum\"");
            if (random.nextInt(20) == 0) {
                put(one(List.copyOf(fields.keySet().isEmpty() ? List.of("plan") : fields.keySet())), 100, one(VALUES));
            }
            for (String name : RandomTables.ATTRIBUTES) {
                if (random.nextInt(3) == 0) {
                    attributes.put(name, one(random.nextInt(3) == 0 ? VALUES : VALUES.subList(0, 12)));
                }
            }
        }

        /** Sets a field to one of these values, or, one time in {@code leftOut}, omits it. */
        private void put(String field, int leftOut, String... values) {
            if (random.nextInt(leftOut) > 0) {
                fields.put(field, one(List.of(values)));
            }
        }

        private String one(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        ObjectNode json() {
            ObjectNode json = JSON.createObjectNode();
            fields.forEach((name, value) ->
                    (isImpact(name) ? json.withObject("/impact") : json).set(name, JSON.readTree(value)));
            ObjectNode object = json.putObject("attributes");
            attributes.forEach((name, value) -> object.set(name, JSON.readTree(value)));
            return json;
        }

        private static boolean isImpact(String name) {
            return name.equals("productionUse") || name.equals("workaround");
        }

        String status() {
            ObjectNode json = json().put("at", "2026-03-09T12:00:00Z");
            json.putArray("events")
                    .add(event("opened", "2026-03-02T09:00:00Z"))
                    .add(event("acknowledged", "2026-03-02T10:00:00Z"))
                    .add(event("changed", "2026-03-02T11:00:00Z").set("facts", facts()))
                    .add(event("answered", "2026-03-02T12:00:00Z"));
            return json.toString();
        }

        private static ObjectNode event(String type, String at) {
            return JSON.createObjectNode().put("type", type).put("at", at);
        }

        /** Returns changed facts: those of another query. */
        private ObjectNode facts() {
            ObjectNode facts = JSON.createObjectNode();
            return random.nextBoolean()
                    ? facts
                    : facts.set("attributes", new RandomQuery(random).json().get("attributes"));
        }

        String parameters() {
            return fields().entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private Map<String, String> fields() {
            Map<String, String> all = new LinkedHashMap<>();
            fields.forEach((name, value) -> all.put(name, unquoted(value)));
            attributes.forEach((name, value) -> all.put("attribute." + name, unquoted(value)));
            return all;
        }

        private static String unquoted(String value) {
            return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        }

        List<String> options() {
            List<String> options = new ArrayList<>();
            options.add("--plan=" + unquoted(fields.getOrDefault("plan", "Free")));
            options.add("--issue-type=" + unquoted(fields.getOrDefault("issueType", "Bug")));
            option(options, "production-use", "productionUse");
            option(options, "workaround", "workaround");
            option(options, "sla-category", "slaCategory");
            option(options, "channel", "channel");
            attributes.forEach((name, value) -> options.add("--attribute=" + name + "=" + unquoted(value)));
            return options;
        }

        private void option(List<String> options, String option, String field) {
            if (fields.containsKey(field)) {
                options.add("--" + option + "=" + unquoted(fields.get(field)));
            }
        }
    }
}
