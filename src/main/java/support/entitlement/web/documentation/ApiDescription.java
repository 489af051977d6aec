package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import support.entitlement.web.documentation.annotation.ApiParameter;

/** Describes the parts that operations share: the server, tags, schemas, problems and tokens; then adds examples. */
@Component
class ApiDescription implements OpenApiCustomizer {

    private static final List<String> TITLES =
            Stream.of(ApiTag.values()).map(ApiTag::title).toList();

    private final ApiOperations operations;
    private final ApiExamples examples;
    private final ObjectProvider<BuildProperties> build;

    ApiDescription(ApiOperations operations, ApiExamples examples, ObjectProvider<BuildProperties> build) {
        this.operations = operations;
        this.examples = examples;
        this.build = build;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(serviceInfo());
        document.servers(List.of(new Server().url("/").description("The service that answered with this description")));
        document.tags(Stream.of(ApiTag.values()).map(ApiTag::describeTag).toList());
        document.security(List.of(new SecurityRequirement(), new SecurityRequirement().addList(ApiOperations.TOKEN)));
        document.paths(sortPaths(document.getPaths()));
        Components components = new Components();
        ApiProblems.all(operations.schemas()).forEach(components::addResponses);
        components.schemas(allSchemas());
        components.addSecuritySchemes(
                ApiOperations.TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                                "A token of the service, or of its OpenID Connect issuer. Operations name the roles that"
                                        + " they need. Queries by customer need the role reader, unless all reading is open;"
                                        + " operations without a role need a token only if no reading is open."));
        addReleaseHeader(document, components);
        document.components(components);
        examples.addTo(document);
    }

    /** Adds the header that every request may have, and that every answer other than a problem has. */
    private static void addReleaseHeader(OpenAPI document, Components components) {
        Parameter asked = ApiParameter.RELEASE.describeParameter();
        String name = asked.getName();
        components.addParameters(name, asked);
        components.addHeaders(
                name,
                new Header()
                        .description(
                                "The number of the release that was in force when the request came; missing while the"
                                        + " log of releases is away, or has lost it")
                        .schema(asked.getSchema()));
        document.getPaths().values().forEach(path -> {
            path.addParametersItem(new Parameter().$ref(name));
            path.readOperations().stream()
                    .flatMap(operation -> operation.getResponses().values().stream())
                    .filter(response -> response.get$ref() == null)
                    .forEach(response -> response.addHeaderObject(name, new Header().$ref(name)));
        });
    }

    private Info serviceInfo() {
        return new Info()
                .title("Support entitlements")
                .version(Optional.ofNullable(build.getIfAvailable())
                        .map(BuildProperties::getVersion)
                        .orElse("development"))
                .description("What support is this customer entitled to, for this issue, right now?")
                .contact(new Contact().name("The operator of this service"))
                .license(new License().name("Apache License 2.0").identifier("Apache-2.0"));
    }

    @SuppressWarnings("rawtypes") // The library declares the raw type.
    private Map<String, Schema> allSchemas() {
        return new LinkedHashMap<>(operations.schemas().all());
    }

    /** Sorts the paths by tag, and by address within each tag. */
    private static Paths sortPaths(Paths paths) {
        Paths sorted = new Paths();
        paths.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, PathItem> path) -> tagIndex(path.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
        return sorted;
    }

    private static int tagIndex(PathItem path) {
        return path.readOperations().stream()
                .map(Operation::getTags)
                .mapToInt(tags -> TITLES.indexOf(tags.get(0)))
                .min()
                .orElseThrow();
    }
}
