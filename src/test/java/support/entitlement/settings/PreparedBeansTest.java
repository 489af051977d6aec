package support.entitlement.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import support.entitlement.Application;
import support.entitlement.EnvironmentVariables;
import support.entitlement.web.Manual;

/** A start uses the definitions of beans that the build prepared, unless something is set that may change one. */
class PreparedBeansTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z]+\\.[^|]+`) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Values for the settings of the manual with which the prepared definitions are used, each other than the default. */
    private static final List<String> WITHOUT_EFFECT = """
            entitlement.rules.directory=elsewhere
            entitlement.rules.watch-interval=1s
            entitlement.rules.linked-directories=/a,/b
            entitlement.rules.first-release=first
            entitlement.database.migrate=false
            entitlement.database.standby-url=jdbc:postgresql://standby/name
            entitlement.contracts.heap-percent=0
            entitlement.releases.memory=memory
            entitlement.releases.poll-interval=2s
            entitlement.impact.check-limit=1s
            entitlement.impact.release-limit=1s
            entitlement.shutdown.drain=10s
            entitlement.limits.requests-per-minute=5
            entitlement.logging.access=true
            entitlement.workbench.files=file:/tmp/
            entitlement.authzen.customer-types=a
            entitlement.authzen.plan-types=b
            entitlement.authzen.resource-types=c
            entitlement.authzen.open-actions=d
            entitlement.authzen.properties-of=subject
            entitlement.authzen.base-url=https://host
            entitlement.security.open-reading=none
            entitlement.security.tokens[0].name=ann
            entitlement.security.tokens[0].hash=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            entitlement.security.tokens[0].roles=publisher
            entitlement.security.roles-claim=a.b
            entitlement.security.four-eyes=true
            entitlement.security.sign-in-client-id=workbench
            entitlement.security.sign-in-scopes=openid,profile
            entitlement.security.audit=true
            server.port=9090
            server.address=0.0.0.0
            server.servlet.context-path=/path
            server.ssl.bundle=one
            server.ssl.key-store=file
            server.shutdown=immediate
            server.compression.enabled=false
            server.compression.min-response-size=1KB
            server.tomcat.threads.max=20
            server.tomcat.max-swallow-size=1MB
            server.tomcat.max-part-count=5
            server.tomcat.max-part-header-size=1KB
            server.tomcat.max-keep-alive-requests=5
            server.tomcat.keep-alive-timeout=5s
            server.tomcat.connection-timeout=5s
            spring.application.name=other
            spring.datasource.url=jdbc:postgresql://host/name
            spring.datasource.username=user
            spring.datasource.password=secret
            spring.datasource.driver-class-name=org.postgresql.Driver
            spring.datasource.hikari.data-source-properties.connectTimeout=5
            spring.datasource.hikari.validation-timeout=500
            spring.datasource.hikari.keepalive-time=50000
            spring.datasource.hikari.connection-timeout=5000
            spring.datasource.hikari.initialization-fail-timeout=1
            spring.servlet.multipart.max-file-size=1MB
            spring.servlet.multipart.max-request-size=1MB
            spring.config.location=classpath:/
            management.metrics.distribution.slo[entitlement.evaluations]=1ms
            management.metrics.distribution.slo[http.server.requests]=1ms
            management.metrics.distribution.slo[hikaricp.connections.acquire]=1ms
            logging.structured.format.console=ecs
            logging.pattern.correlation=none
            logging.level.root=warn
            """.lines().toList();

    private static SpringApplicationBuilder service() {
        return EnvironmentVariables.replaceIn(
                new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF), Map.of());
    }

    /** Reads the settings and makes a context, which does not start. */
    private static GenericApplicationContext load(SpringApplicationBuilder service, String... arguments) {
        try {
            SpringApplication.withHook(application -> new Abandoned(), () -> {
                service.run(arguments);
            });
            throw new AssertionError("The start was not abandoned.");
        } catch (SpringApplication.AbandonedRunException e) {
            return (GenericApplicationContext) e.getApplicationContext();
        }
    }

    private static final class Abandoned implements SpringApplicationRunListener {

        @Override
        public void contextLoaded(ConfigurableApplicationContext context) {
            throw new SpringApplication.AbandonedRunException(context);
        }
    }

    private static boolean usesPreparedBeans(SpringApplicationBuilder service, String... arguments) {
        try (GenericApplicationContext context = load(service, arguments)) {
            return PreparedBeans.fit(context.getEnvironment());
        }
    }

    private static String[] arguments(List<String> settings) {
        return settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
    }

    /** Finds the definitions as the build does. */
    private static Map<String, String> definitions(String... arguments) {
        return definitions(service(), arguments);
    }

    private static Map<String, String> definitions(SpringApplicationBuilder service, String... arguments) {
        try (GenericApplicationContext context = load(service, arguments)) {
            context.refreshForAotProcessing(new RuntimeHints());
            Map<String, String> definitions = new TreeMap<>();
            for (String name : context.getBeanDefinitionNames()) {
                definitions.put(name, context.getBeanDefinition(name).toString());
            }
            return definitions;
        }
    }

    /** A start without an issuer refuses the name of the workbench there, and one with an issuer uses no prepared definitions. */
    private static List<String> withoutIssuer() {
        return WITHOUT_EFFECT.stream()
                .filter(setting -> !setting.contains("sign-in-client-id"))
                .toList();
    }

    @Test
    void noSettingThatIsLetThroughChangesADefinition() {
        Map<String, String> prepared = definitions("--spring.config.location=classpath:/");

        assertThat(usesPreparedBeans(service(), arguments(WITHOUT_EFFECT))).isTrue();
        assertThat(prepared).hasSizeGreaterThan(300);
        assertThat(definitions(arguments(withoutIssuer()))).isEqualTo(prepared);
        assertThat(definitions("--management.server.port=0")).isNotEqualTo(prepared);
    }

    @Test
    void everySettingOfTheManualThatIsLetThroughIsAmongThose() throws IOException {
        List<String> samples = WITHOUT_EFFECT.stream()
                .map(setting -> setting.replaceFirst("=.*", ""))
                .toList();
        List<String> documented = ROW.matcher(Files.readString(Manual.page("settings")))
                .results()
                .map(MatchResult::group)
                .flatMap(names -> NAME.matcher(names).results().map(name -> name.group(1)))
                .map(name -> name.replace("data-source-properties.*", "data-source-properties.connectTimeout")
                        .replace("level.…", "level.root"))
                .toList();

        assertThat(documented).hasSizeGreaterThan(80).containsAll(samples);
        assertThat(documented.stream()
                        .filter(name -> !samples.contains(name))
                        .filter(name -> usesPreparedBeans(service(), "--" + name + "=x")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.server.port=0",
                "management.opentelemetry.tracing.export.otlp.endpoint=http://host",
                "management.endpoints.web.exposure.include=health",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://host",
                "spring.application.admin.enabled=true",
                "spring.profiles.active=other",
                "spring.config.location=optional:file:./none/",
                "spring.aot.enabled=false",
                "springdoc.api-docs.enabled=false",
                "server.forward-headers-strategy=framework",
                "debug",
                "unknown=1"
            })
    void aSettingThatMayChangeADefinitionHasThemFoundAtTheStart(String setting) {
        assertThat(usesPreparedBeans(service(), "--" + setting)).isFalse();
    }

    @Test
    void variablesOfTheServiceCountAsSettingsAndOthersDoNot() {
        assertThat(usesPreparedBeans(
                        withVariables(Map.of("SERVER_PORT", "0", "ENTITLEMENT_RULES_DIRECTORY", "x", "PATH", "/bin"))))
                .isTrue();
        assertThat(usesPreparedBeans(withVariables(Map.of("SPRING_PROFILES_ACTIVE", "other"))))
                .isFalse();
        assertThat(usesPreparedBeans(withVariables(Map.of("MANAGEMENT_SERVER_PORT", "0"))))
                .isFalse();
    }

    @Test
    void withinKubernetesTheyAreUsedAndOnOtherPlatformsOfSpringNot() {
        Map<String, Object> kubernetes =
                Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443");

        assertThat(usesPreparedBeans(withVariables(kubernetes))).isTrue();
        assertThat(definitions(withVariables(kubernetes))).isEqualTo(definitions());
        assertThat(usesPreparedBeans(withVariables(Map.of("VCAP_APPLICATION", "{}"))))
                .isFalse();
    }

    private static SpringApplicationBuilder withVariables(Map<String, Object> variables) {
        return EnvironmentVariables.replaceIn(
                new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF), variables);
    }
}
