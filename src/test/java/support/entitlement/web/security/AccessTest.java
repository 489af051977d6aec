package support.entitlement.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import support.entitlement.Application;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.security.Access;
import support.entitlement.security.AccessToken;
import support.entitlement.security.OpenReading;
import support.entitlement.security.RequiresAccess;
import support.entitlement.security.Role;
import support.entitlement.web.Manual;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to every address, without a token and with each role, under each setting, and compares the access with
 * the table in the manual.
 */
@ExpectedErrors("is refused for these problems")
class AccessTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HEADER = "| right | address | `plans` (default) | `all` | `none` |";
    private static final String CONTRACT =
            "{\"plan\": \"Enterprise Premium\", \"validFrom\": \"2020-01-01\", \"terms\": []}";
    private static final Map<@Nullable Role, AccessToken> TOKENS = tokens();

    /** Addresses of handlers in libraries, by their access. */
    private static final Map<Access, List<String>> OTHERS = Map.of(
            Access.OPEN,
                    List.of(
                            "GET /actuator/health",
                            "GET /actuator/health/liveness",
                            "GET /workbench/app/workbench-app.js",
                            "GET /workbench/lib/lit/index.js"),
            Access.OPERATION,
                    List.of("GET /actuator", "GET /actuator/info", "GET /actuator/prometheus", "GET /actuator/sbom"),
            Access.POLICY, List.of("GET /swagger-ui.html", "GET /swagger-ui/index.html", "GET /nothing"));

    @TempDir
    private Path folder;

    private static Map<@Nullable Role, AccessToken> tokens() {
        Map<Role, AccessToken> tokens = new EnumMap<>(Role.class);
        Arrays.stream(Role.values()).forEach(role -> tokens.put(role, AccessToken.generateToken()));
        return tokens;
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressIsOpenToWhomTheTableSays(OpenReading reading) throws Exception {
        try (ConfigurableApplicationContext service = start(reading)) {
            Map<Access, SortedSet<String>> addresses = addresses(service);
            Asker asker = new Asker(service);
            SoftAssertions all = new SoftAssertions();

            assertThat(Files.readString(Manual.page("access"))).contains(table(addresses));
            asker.ask("PUT", "/v1/customers/acme/contract", Role.CONTRACTS, MediaType.APPLICATION_JSON_VALUE, CONTRACT);
            for (Access access : Access.values()) {
                List<String> asked = new ArrayList<>(addresses.getOrDefault(access, new TreeSet<>()));
                asked.addAll(OTHERS.getOrDefault(access, List.of()));
                for (String address : asked) {
                    for (Role role : callers()) {
                        all.assertThat(asker.outcome(address, role))
                                .as("%s with %s where open-reading is %s", address, role, reading)
                                .isEqualTo(expected(access, reading, role));
                    }
                }
            }
            assertQueriesByCustomer(asker, reading, all);
            assertAuthors(asker, reading, all);
            assertHealth(asker, all);
            assertDrafts(asker, reading, all);
            all.assertAll();
        }
    }

    private ConfigurableApplicationContext start(OpenReading reading) throws IOException {
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--entitlement.security.open-reading=" + reading,
                "--entitlement.rules.directory=" + folder.resolve("rules"),
                "--entitlement.releases.memory=" + folder.resolve("memory")));
        for (Role role : Role.values()) {
            String prefix = "--entitlement.security.tokens[" + role.ordinal() + "].";
            settings.add(prefix + "name=" + role);
            settings.add(prefix + "hash=" + TOKENS.get(role).hash());
            settings.add(prefix + "roles=" + role);
        }
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(settings.toArray(String[]::new));
    }

    /** Returns no token, and each role. */
    private static List<@Nullable Role> callers() {
        List<@Nullable Role> callers = new ArrayList<>(Arrays.asList(Role.values()));
        callers.add(null);
        return callers;
    }

    private static String expected(Access access, OpenReading reading, @Nullable Role role) {
        return access.permits(reading, role == null ? null : Set.of(role))
                ? "let in"
                : role == null ? "unauthenticated" : "forbidden";
    }

    /**
     * Returns the addresses of all handlers of this service, by their access. A handler that declares none fails here.
     */
    private static Map<Access, SortedSet<String>> addresses(ConfigurableApplicationContext service) {
        Map<Access, SortedSet<String>> addresses = new EnumMap<>(Access.class);
        service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (AccessInterceptor.isOurs(handler)) {
                        addresses
                                .computeIfAbsent(needed(handler), access -> new TreeSet<>())
                                .addAll(addresses(mapping));
                    }
                });
        return addresses;
    }

    private static Access needed(HandlerMethod handler) {
        RequiresAccess needed = AccessInterceptor.requiredAccess(handler);
        assertThat(needed).as("%s says who may call it", handler).isNotNull();
        return needed.value();
    }

    private static List<String> addresses(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .filter(path -> !path.equals("/error"))
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path))
                .toList();
    }

    private static String table(Map<Access, SortedSet<String>> addresses) {
        Map<Access, String> rows = new LinkedHashMap<>();
        for (Access access : Access.values()) {
            String ours = addresses.getOrDefault(access, new TreeSet<>()).stream()
                    .map(address -> "`" + address + "`")
                    .collect(Collectors.joining(", "));
            rows.put(
                    access,
                    switch (access) {
                        case OPEN -> ours + ", the files of the workbench, `GET /actuator/health`: whether it is up";
                        case POLICY -> ours + ", `/swagger-ui.html`; elsewhere, that nothing is there";
                        case AUTHORS -> "`author`, `approvedBy` and `comment` of releases; else they are null";
                        case DRAFTS ->
                            "files, cells and words of the problems in `refused` of `GET /v1/policy`; else their codes alone";
                        case CUSTOMERS -> "each query that names a `customer`, at any address";
                        case HISTORY ->
                            "`inForceSince` of `POST /v1/policy/releases`, and approving what was proposed with it";
                        case OPERATION ->
                            "`GET /actuator/info`, `GET /actuator/prometheus`, `GET /actuator/sbom`, details of"
                                    + " `GET /actuator/health`";
                        default -> ours;
                    });
        }
        return HEADER + "\n|---|---|---|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " | "
                                + Stream.of(OpenReading.PLANS, OpenReading.ALL, OpenReading.NONE)
                                        .map(reading -> words(row.getKey(), reading))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String words(Access access, OpenReading reading) {
        return access.permits(reading, null)
                ? "nothing"
                : access.permits(reading, Set.of(Role.MONITOR))
                        ? "a token"
                        : access.roles().stream().map(role -> "`" + role + "`").collect(Collectors.joining(" or "));
    }

    /** Checks that a caller without access gets equal answers for existing and unknown customers. */
    private static void assertQueriesByCustomer(Asker asker, OpenReading reading, SoftAssertions all) throws Exception {
        for (Role role : callers()) {
            String expected = expected(Access.CUSTOMERS, reading, role);
            for (String customer : List.of("acme", "nobody")) {
                for (JsonNode answer : asker.askByCustomer(customer, role)) {
                    all.assertThat(Asker.outcome(answer))
                            .as("%s with %s where open-reading is %s: %s", customer, role, reading, answer)
                            .isEqualTo(expected);
                }
            }
            if (!expected.equals("let in")) {
                all.assertThat(asker.askByCustomer("acme", role)).isEqualTo(asker.askByCustomer("nobody", role));
            }
        }
    }

    private static void assertAuthors(Asker asker, OpenReading reading, SoftAssertions all) throws Exception {
        for (Role role : callers()) {
            if (Access.POLICY.permits(reading, role == null ? null : Set.of(role))) {
                boolean shown = Access.AUTHORS.permits(reading, role == null ? null : Set.of(role));
                JsonNode release = asker.get("/v1/policy/releases", role).at("/releases/0");
                JsonNode one = asker.get("/v1/policy/releases/1", role);
                all.assertThat(List.of(
                                release.get("author").isString(),
                                release.get("comment").isString(),
                                one.get("author").isString()))
                        .as("authors with %s where open-reading is %s", role, reading)
                        .containsOnly(shown);
            }
        }
    }

    private void assertDrafts(Asker asker, OpenReading reading, SoftAssertions all) throws Exception {
        Files.writeString(folder.resolve("rules").resolve("draft.csv"), "secret\n");
        await().until(() ->
                asker.get("/v1/policy", Role.ANALYST).at("/refused/problems").size() > 0);
        for (Role role : callers()) {
            if (Access.POLICY.permits(reading, role == null ? null : Set.of(role))) {
                boolean shown = Access.DRAFTS.permits(reading, role == null ? null : Set.of(role));
                JsonNode refused = asker.get("/v1/policy", role).at("/refused");
                all.assertThat(refused.toString().contains("draft.csv"))
                        .as("drafts with %s where open-reading is %s", role, reading)
                        .isEqualTo(shown);
                all.assertThat(refused.toString().contains("secret")).isEqualTo(shown);
                all.assertThat(refused.at("/problems/0/code").stringValue()).isEqualTo("no-table");
            }
        }
    }

    private static void assertHealth(Asker asker, SoftAssertions all) throws Exception {
        all.assertThat(asker.get("/actuator/health", null).propertyNames()).containsOnly("status", "groups");
        all.assertThat(asker.get("/actuator/health/readiness", null).propertyNames())
                .containsOnly("status");
        all.assertThat(asker.get("/actuator/health", Role.MONITOR)
                        .at("/components/policy/details/revision")
                        .isString())
                .isTrue();
    }

    /** Sends requests to a service. */
    private record Asker(ConfigurableApplicationContext service) {

        /**
         * Returns the outcome of a request without sensible content: only a permitted caller gets an error about the
         * content.
         */
        String outcome(String address, @Nullable Role role) throws Exception {
            String[] parts = address.split(" ");
            String path = parts[1].replace("{name}", "plans.csv").replaceAll("\\{\\w+}", "1");
            HttpResponse<String> answer = ask(parts[0], path, role, MediaType.APPLICATION_JSON_VALUE, "{}");
            if (answer.statusCode() == 415) {
                answer = ask(parts[0], path, role, MediaType.APPLICATION_NDJSON_VALUE, "{}");
            }
            return switch (answer.statusCode()) {
                case 401, 403 -> {
                    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                            .isEqualTo(answer.statusCode() == 401);
                    yield JSON.readTree(answer.body()).get("code").stringValue();
                }
                default -> "let in";
            };
        }

        static String outcome(JsonNode answer) {
            String code = answer.path("code").asString("");
            return code.equals("unauthenticated") || code.equals("forbidden") ? code : "let in";
        }

        /** Returns the answers of every address to one query by customer. */
        List<JsonNode> askByCustomer(String customer, @Nullable Role role) throws Exception {
            String query = "{\"customer\": \"" + customer + "\", \"issueType\": \"Issue reports\"}";
            String sick =
                    query.replace("}", ", \"events\": [{\"type\": \"opened\", \"at\": \"2026-03-06T09:00:00Z\"}]}");
            List<JsonNode> answers = new ArrayList<>();
            answers.add(post("/v1/evaluation", role, MediaType.APPLICATION_JSON_VALUE, query));
            answers.add(post("/v1/sla/status", role, MediaType.APPLICATION_JSON_VALUE, sick));
            answers.add(post("/v1/evaluations", role, MediaType.APPLICATION_NDJSON_VALUE, query));
            answers.add(post("/v1/sla/statuses", role, MediaType.APPLICATION_NDJSON_VALUE, sick));
            answers.add(get("/v1/entitlements?issueType=Issue%20reports&customer=" + customer, role));
            answers.add(get("/v1/support-matrix?customer=" + customer, role));
            answers.addAll(askByAuthzen(customer, role));
            answers.add(result("/v1/evaluations", role, "{\"evaluations\": [" + query + "]}"));
            answers.add(result(
                    "/v1/evaluations",
                    role,
                    "{\"defaults\": {\"customer\": \"" + customer
                            + "\"}, \"evaluations\": [{\"issueType\": \"Issue reports\"}]}"));
            answers.add(result("/v1/sla/statuses", role, "{\"cases\": [" + sick + "]}"));
            return answers;
        }

        /** Returns the answers to the same query by AuthZEN: each decision, and each search that has a customer. */
        private List<JsonNode> askByAuthzen(String customer, @Nullable Role role) throws Exception {
            String entities = "{\"subject\": {\"type\": \"customer\", \"id\": \"" + customer
                    + "\"}, \"action\": {\"name\": \"open\"}, \"resource\": {\"type\": \"issue-type\", \"id\": \"Issue reports\"}";
            String json = MediaType.APPLICATION_JSON_VALUE;
            JsonNode many = post("/access/v1/evaluations", role, json, entities + ", \"evaluations\": [{}]}");
            return List.of(
                    post("/access/v1/evaluation", role, json, entities + "}"),
                    post("/access/v1/search/resource", role, json, entities + "}"),
                    post("/access/v1/search/action", role, json, entities + "}"),
                    many.has("evaluations") ? many.at("/evaluations/0/context/error") : many);
        }

        private JsonNode result(String path, @Nullable Role role, String body) throws Exception {
            JsonNode answer = post(path, role, MediaType.APPLICATION_JSON_VALUE, body);
            return answer.has("results") ? answer.at("/results/0") : answer;
        }

        private JsonNode post(String path, @Nullable Role role, String type, String body) throws Exception {
            return JSON.readTree(ask("POST", path, role, type, body).body());
        }

        JsonNode get(String path, @Nullable Role role) throws Exception {
            return JSON.readTree(
                    ask("GET", path, role, MediaType.APPLICATION_JSON_VALUE, "").body());
        }

        HttpResponse<String> ask(String method, String path, @Nullable Role role, String type, String body)
                throws Exception {
            URI address =
                    URI.create("http://localhost:" + service.getEnvironment().getProperty("local.server.port") + path);
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .header("Content-Type", type)
                    .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (role != null) {
                request.header("Authorization", "Bearer " + TOKENS.get(role).text());
            }
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        }
    }
}
