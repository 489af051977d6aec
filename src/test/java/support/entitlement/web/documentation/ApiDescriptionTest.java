package support.entitlement.web.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import support.entitlement.Application;
import support.entitlement.EditedTables;
import support.entitlement.security.Role;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The rules that the API description follows, so that generators and readers can rely on it. */
class ApiDescriptionTest extends ApiTest {

    private DescribedApi api;

    @BeforeEach
    void read() throws Exception {
        api = new DescribedApi(get("/v3/api-docs").json());
    }

    @Test
    void everyOperationHasANameOfItsOwnThatSaysWhatItDoes() {
        List<String> names = api.operations().values().stream()
                .map(operation -> operation.path("operationId").stringValue())
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name)
                        .matches(
                                "(evaluate|find|show|list|compare|check|publish|restore|approve|withdraw|store|end|record|commit"
                                        + "|release|correct|create|change|rename|delete|rebase)([A-Z][a-z]+)*"));
    }

    @Test
    void everyOperationHasASentenceAndOneTagThatHasOneToo() {
        Set<String> tags = api.document()
                .path("tags")
                .valueStream()
                .filter(tag -> tag.path("description").stringValue("").endsWith("."))
                .map(tag -> tag.path("name").stringValue())
                .collect(Collectors.toSet());

        assertThat(api.document().at("/tags/0/name").stringValue()).isEqualTo("Evaluation");
        assertThat(api.operations()).allSatisfy((name, operation) -> {
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(tags).contains(operation.at("/tags/0").stringValue());
            assertThat(operation.path("summary").stringValue("")).isNotBlank();
            assertThat(operation.path("description").stringValue("")).endsWith(".");
        });
    }

    @Test
    void everyOperationSaysHowItRefusesAndEachRefusalIsAProblem() {
        assertThat(api.operations()).allSatisfy((name, operation) -> {
            assertThat(operation.path("responses").propertyNames()).contains("400", "401", "503");
            operation.path("responses").properties().forEach(response -> {
                JsonNode described = api.resolved(response.getValue());
                assertThat(described.path("description").stringValue("")).isNotBlank();
                if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                    assertThat(described
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .stringValue(""))
                            .isEqualTo("#/components/schemas/ProblemResponse");
                }
            });
        });
    }

    @Test
    void everyParameterIsDescribedAndEveryPartOfAnAddressIsOne() {
        assertThat(api.operations()).allSatisfy((name, operation) -> {
            List<String> inPath = new ArrayList<>();
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("in").stringValue().equals("path")) {
                    inPath.add("{" + parameter.path("name").stringValue() + "}");
                } else {
                    assertThat(parameter.path("description").stringValue("")).isNotBlank();
                }
            });
            assertThat(Stream.of(name.split("/"))
                            .filter(part -> part.startsWith("{"))
                            .toList())
                    .isEqualTo(inPath);
        });
    }

    @Test
    void whatNeedsARoleSaysWhich() {
        assertThat(api.operations()).allSatisfy((name, operation) -> {
            boolean open = !operation.has("security");
            assertThat(operation.has("x-roles")).isEqualTo(!open);
            assertThat(operation.path("responses").has("403")).isEqualTo(!open);
            operation.path("x-roles").forEach(role -> {
                assertThat(Role.fromName(role.stringValue())).isPresent();
                assertThat(operation.path("description").stringValue()).contains(role.stringValue());
            });
        });
        assertThat(api.document().at("/security")).hasSize(2);
        assertThat(api.document().at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
    }

    @Test
    void itSaysWhoAnswersUnderWhichLicenceAndWhere() {
        assertThat(api.document().at("/info/license/name").stringValue()).isNotBlank();
        assertThat(api.document().at("/info/contact/name").stringValue()).isNotBlank();
        assertThat(api.document().at("/servers/0/url").stringValue()).isEqualTo("/");
    }

    @Test
    void everySchemaAndProblemIsReferredToAndEveryReferenceLeadsToOne() {
        Set<String> referredTo = api.references().collect(Collectors.toSet());

        assertThat(referredTo)
                .allSatisfy(reference -> assertThat(
                                api.document().at(reference.substring(1)).isMissingNode())
                        .isFalse());
        for (String part : List.of("schemas", "responses")) {
            assertThat(api.document().path("components").path(part).propertyNames())
                    .allSatisfy(name -> assertThat(referredTo).contains("#/components/" + part + "/" + name));
        }
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<JsonNode> contents = new ArrayList<>();
        api.document().findValues("content").forEach(content -> content.forEach(contents::add));
        List<JsonNode> withExamples =
                contents.stream().filter(content -> content.has("examples")).toList();

        assertThat(withExamples)
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(content -> content.path("examples")
                        .forEach(example -> assertThat(api.errorsIn(content.path("schema"), example.path("value")))
                                .isEmpty()));
    }

    @Test
    void theKindsOfAValueAreToldApartByAMemberThatOnlyOneOfThemMustHave() {
        List<List<Set<String>>> choices = api.document().findValues("oneOf").stream()
                .map(kinds -> kinds.valueStream()
                        .filter(kind -> kind.has("$ref"))
                        .map(kind -> required(api.resolved(kind)))
                        .toList())
                .filter(kinds -> kinds.size() > 1)
                .toList();

        assertThat(choices)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(kinds -> assertThat(kinds).allSatisfy(kind -> {
                    Set<String> others = kinds.stream()
                            .filter(other -> other != kind)
                            .flatMap(Collection::stream)
                            .collect(Collectors.toSet());
                    assertThat(others.containsAll(kind)).isFalse();
                }));
    }

    private static Set<String> required(JsonNode schema) {
        return schema.path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private record One(String member) {

        record Page(String member) {}
    }

    private record OneResponse(String member) {

        record Page(String other) {}
    }

    @Test
    void twoTypesOfOneNameAreRefused() {
        RecordSchemas schemas = new RecordSchemas();
        schemas.ofAnswer(One.Page.class);

        assertThatThrownBy(() -> schemas.ofAnswer(OneResponse.Page.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("are both called OnePage");
    }

    @Test
    void itIsTheSameAtEachStart() throws Exception {
        String first = get("/v3/api-docs").response().body();
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--entitlement.rules.directory=rules")) {
            port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            assertThat(getWithoutToken("/v3/api-docs").response().body()).isEqualTo(first);
        }
    }

    /** Counts the builds of the description. */
    static class Counter {

        static final AtomicInteger MADE = new AtomicInteger();

        @Bean
        OpenApiCustomizer counting() {
            return description -> MADE.incrementAndGet();
        }
    }

    @Test
    void itIsMadeOnceForEachPolicyHoweverManyAskAndMeanwhileTheyGetTheLastOne(@TempDir Path rules) throws Exception {
        EditedTables tables = EditedTables.in(rules);
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class, Counter.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--entitlement.rules.directory=" + rules)) {
            port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            await().until(() -> getWithoutToken("/v1/vocabulary").status() == 200);
            Counter.MADE.set(0);

            Set<String> first = askAtOnce(50);
            assertThat(first).hasSize(1);
            assertThat(Counter.MADE).hasValue(1);

            String before = revision();
            tables.replaceEverywhere("sla-agreements.csv", "1 hour", "55 minutes");
            await().until(() -> !revision().equals(before));
            Set<String> meanwhile = askAtOnce(50);
            assertThat(meanwhile).containsAnyElementsOf(first);
            await().until(() -> askAtOnce(1).iterator().next().contains("PT55M"));
            assertThat(Counter.MADE).hasValue(2);
        }
    }

    private String revision() throws Exception {
        return getWithoutToken("/v1/policy").json().at("/inForce/revision").stringValue("");
    }

    private Set<String> askAtOnce(int callers) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return getWithoutToken("/v3/api-docs").response().body();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(callers)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.toSet());
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--entitlement.rules.directory=rules",
                        "--springdoc.api-docs.enabled=false",
                        "--springdoc.swagger-ui.enabled=false")) {
            port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            assertThat(getWithoutToken("/v3/api-docs").status()).isEqualTo(404);
            assertThat(getWithoutToken("/swagger-ui/index.html").status()).isEqualTo(404);
            assertThat(getWithoutToken("/docs").status()).isEqualTo(404);
            assertThat(getWithoutToken("/docs/manual.css").status()).isEqualTo(404);
            assertThat(getWithoutToken("/v1/vocabulary").status()).isEqualTo(200);
        }
    }
}
