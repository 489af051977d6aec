package support.entitlement.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import support.entitlement.Application;
import support.entitlement.EnvironmentVariables;
import support.entitlement.ExpectedErrors;
import support.entitlement.LoggedErrors;
import support.entitlement.security.AccessToken;
import support.entitlement.security.OpenReading;
import support.entitlement.security.Role;
import support.entitlement.settings.RefusedSettingsException;

/** The security settings, and those that are refused at the start. */
@ExtendWith(OutputCaptureExtension.class)
@ExpectedErrors({"APPLICATION FAILED TO START", "Application run failed"})
class SecuritySettingsTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String FIRST = "entitlement.security.tokens[0].";
    private static final Map<String, Object> SOUND =
            Map.of(FIRST + "name", "anna", FIRST + "hash", TOKEN.hash(), FIRST + "roles", "analyst");

    /** An application with nothing but the settings. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SecurityProperties.class)
    @ComponentScan(basePackageClasses = RefusedSettingsException.class)
    @Import(SecuritySettings.class)
    static class Settings {}

    /** Returns an application with one valid token, unless the arguments have a list of their own. */
    private static SpringApplicationBuilder settings() {
        return new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .properties(SOUND);
    }

    private static String[] arguments(String... settings) {
        return Stream.of(settings).map(setting -> "--" + setting).toArray(String[]::new);
    }

    private static SecurityProperties accepted(String... settings) {
        try (ConfigurableApplicationContext context = settings().run(arguments(settings))) {
            return context.getBean(SecurityProperties.class);
        }
    }

    private static String refusal(String... settings) {
        return refusal(settings(), arguments(settings));
    }

    private static String refusal(SpringApplicationBuilder application, String... arguments) {
        Throwable refused = catchThrowable(() -> application.run(arguments).close());
        assertThat(refused).isInstanceOf(RefusedSettingsException.class);
        return refused.getMessage();
    }

    @Test
    void soundSettingsAreAccepted() {
        SecurityProperties properties =
                accepted("entitlement.security.open-reading=false", "entitlement.security.four-eyes=true");

        assertThat(properties.parsedOpenReading()).isEqualTo(OpenReading.NONE);
        assertThat(properties.fourEyes()).isTrue();
        assertThat(properties.tokens()).singleElement().satisfies(token -> {
            assertThat(token.holderName()).isEqualTo("anna");
            assertThat(token.knownRoles()).containsExactly(Role.ANALYST);
        });
    }

    @ParameterizedTest
    @CsvSource({"anna, analyst, 1", "' anna ', ' Analyst', 1", "anna, 'PUBLISHER,analyst', 2"})
    void namesAndRolesAreReadWithoutRegardToBlanksAndCase(String name, String roles, int number) {
        SecurityProperties.ConfiguredToken token = accepted(
                        FIRST + "name=" + name, FIRST + "hash=" + TOKEN.hash(), FIRST + "roles=" + roles)
                .tokens()
                .get(0);

        assertThat(token.holderName()).isEqualTo("anna");
        assertThat(token.knownRoles()).hasSize(number);
    }

    @Test
    void aSettingMayBeSpeltAsSpringBootAllows() {
        SecurityProperties properties = accepted(
                "entitlement.security.openReading=false",
                "entitlement.security.roles_claim=a.b",
                FIRST + "NAME=anna",
                FIRST + "hash=" + TOKEN.hash(),
                FIRST + "roles[0]=analyst",
                FIRST + "roles[1]=publisher");

        assertThat(properties.parsedOpenReading()).isEqualTo(OpenReading.NONE);
        assertThat(properties.rolesClaim()).isEqualTo("a.b");
        assertThat(properties.tokens().get(0).knownRoles()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "token[0].name, tokens[n].name",
        "open-readin, open-reading",
        "four-eye, four-eyes",
        "tokens[0].role, tokens[n].roles",
        "tokens[0].hashes, tokens[n].hash",
        "tokens.0.hash, tokens[n].hash",
        "tokens0hash, tokens[n].hash"
    })
    void aSettingThatThereIsNotIsNamedWithTheNearestAndNotItsValue(String name, String nearest) {
        assertThat(refusal("entitlement.security." + name + "=" + TOKEN.text()))
                .contains("entitlement.security." + name)
                .contains("is no setting. The nearest is entitlement.security." + nearest + ".")
                .contains("commandLineArgs")
                .doesNotContain(TOKEN.text());
    }

    @Test
    void anEmptyListMeansNoTokens() {
        SpringApplicationBuilder empty = new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = empty.run("--entitlement.security.tokens=")) {
            assertThat(context.getBean(SecurityProperties.class).tokens()).isEmpty();
        }
    }

    @Test
    void aListWithAGapIsRefusedWithoutItsValues() {
        assertThat(refusal("entitlement.security.tokens[2].hash=" + TOKEN.text()))
                .isEqualTo(
                        "entitlement.security.tokens[2].hash comes after a gap. Number the entries of a list from 0.");
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefused() {
        assertThat(refusal("entitlement.security.four-eyes=perhaps"))
                .isEqualTo("entitlement.security.four-eyes cannot be read. It must be true or false.");
    }

    @Test
    void aWordThatOpensNothingKnownIsRefused() {
        assertThat(refusal("entitlement.security.open-reading=perhaps"))
                .isEqualTo("entitlement.security.open-reading is none of plans, all and none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer-uri", "jwk-set-uri", "public-key-location"})
    void anIssuerIsRefusedWithoutTheAudienceOfItsTokens(String setting) {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";

        assertThat(refusal(prefix + setting + "=https://issuer.example")).startsWith(prefix + "audiences is missing.");
        assertThat(refusal(prefix + setting + "=https://issuer.example", prefix + "audiences= "))
                .startsWith(prefix + "audiences is missing.");
        assertThat(accepted(prefix + setting + "=https://issuer.example", prefix + "audiences=entitlements")
                        .tokens())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"plans, PLANS", "all, ALL", "none, NONE", "true, ALL", "false, NONE"})
    void readingIsOpenAsTheSettingSays(String value, OpenReading reading) {
        assertThat(accepted("entitlement.security.open-reading=" + value).parsedOpenReading())
                .isEqualTo(reading);
    }

    @Test
    void whatIsNotSetLeavesPlansOpenAndNothingRecorded() {
        assertThat(accepted().parsedOpenReading()).isEqualTo(OpenReading.PLANS);
        assertThat(accepted().audit()).isFalse();
    }

    @Test
    void aTokenInThePlaceOfTheListIsNotRepeated() {
        assertThat(refusal("entitlement.security.tokens=" + TOKEN.text()))
                .contains("entitlement.security.tokens")
                .doesNotContain(TOKEN.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTITLEMENT_SECURITY_OPEN_READING", "ENTITLEMENT_SECURITY_OPENREADING"})
    void environmentVariablesAreSettingsToo(String openReading) {
        Map<String, Object> variables = Map.of(
                openReading,
                "false",
                "ENTITLEMENT_SECURITY_TOKENS_0_NAME",
                "anna",
                "ENTITLEMENT_SECURITY_TOKENS_0_HASH",
                TOKEN.hash(),
                "ENTITLEMENT_SECURITY_TOKENS_0_ROLES_0",
                "analyst");
        try (ConfigurableApplicationContext context = settings(variables).run()) {
            SecurityProperties properties = context.getBean(SecurityProperties.class);
            assertThat(properties.parsedOpenReading()).isEqualTo(OpenReading.NONE);
            assertThat(properties.tokens().get(0).knownRoles()).containsExactly(Role.ANALYST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTITLEMENT_SECURITY_OPEN_READIN", "ENTITLEMENT_SECURITY_TOKEN_0_NAME"})
    void aVariableThatIsNoSettingIsRefusedByItsName(String name) {
        assertThat(refusal(settings(Map.of(name, TOKEN.text()))))
                .contains(name, "is no setting")
                .doesNotContain(TOKEN.text());
    }

    private static SpringApplicationBuilder settings(Map<String, Object> variables) {
        return EnvironmentVariables.replaceIn(settings(), variables);
    }

    @Test
    void systemPropertiesAreLookedAtToo() {
        System.setProperty("entitlement.security.open-readin", "false");
        try {
            assertThat(refusal()).contains("open-readin ", "systemProperties");
        } finally {
            System.clearProperty("entitlement.security.open-readin");
        }
    }

    @Test
    void everythingThatIsWrongWithTokensIsSaidAtOnce() {
        String message = refusal(
                FIRST + "name=",
                FIRST + "hash=sha256:12",
                FIRST + "roles=",
                "entitlement.security.tokens[1].name=anna\u001b",
                "entitlement.security.tokens[1].hash=" + TOKEN.hash(),
                "entitlement.security.tokens[1].roles=analist,publisher," + TOKEN.text(),
                "entitlement.security.tokens[2].name=anna",
                "entitlement.security.tokens[2].hash=" + TOKEN.hash(),
                "entitlement.security.tokens[2].roles=analyst",
                "entitlement.security.roles-claim=");

        assertThat(message.lines())
                .containsExactly(
                        "entitlement.security.roles-claim is empty. Name the claim with the roles, such as “roles” or"
                                + " “realm_access.roles”.",
                        FIRST + "name is missing. Name who holds the token.",
                        FIRST
                                + "hash is not “sha256:” and 64 hexadecimal digits in small letters. The command “token” makes"
                                + " a token and its hash.",
                        FIRST
                                + "roles is missing. Name one or more of analyst, publisher, history, contracts, usage, reader, monitor.",
                        "entitlement.security.tokens[1].name is no name: it may have up to 100 letters, and stands on one"
                                + " line.",
                        "entitlement.security.tokens[1].roles has “analist”, which is no role. Known are analyst,"
                                + " publisher, history, contracts, usage, reader, monitor.",
                        "entitlement.security.tokens[1].roles has a word of 43 letters, which is no role. Known are analyst"
                                + ", publisher, history, contracts, usage, reader, monitor.",
                        "entitlement.security.tokens[2].hash is that of entitlement.security.tokens[1], too. Make another"
                                + " token.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "key"})
    void theServiceDoesNotStartWithATokenWhereItsHashBelongsAndDoesNotPrintIt(String name, CapturedOutput output) {
        Throwable refused = catchThrowable(() -> service(
                        "--" + FIRST + "name=anna",
                        "--" + FIRST + "roles=analyst",
                        "--" + FIRST + name + "=" + TOKEN.text())
                .close());

        assertThat(refused).isInstanceOf(RefusedSettingsException.class);
        assertThat(LoggedErrors.texts())
                .anyMatch(error -> error.contains("APPLICATION FAILED TO START") && error.contains(FIRST + name))
                .noneMatch(error -> error.contains(TOKEN.text()) || error.contains("\tat "));
        assertThat(output.getAll()).doesNotContain(TOKEN.text());
    }

    @Test
    void aClientOfAnIssuerThatIsNotSetIsRefused() {
        assertThat(refusal("entitlement.security.sign-in-client-id=workbench"))
                .contains("no issuer is set. Set spring.security.oauth2.resourceserver.jwt.issuer-uri, too.");
    }

    @Test
    void whereNobodyCouldApproveTheServiceSaysSo(CapturedOutput output) {
        service("--entitlement.security.four-eyes=true").close();

        assertThat(output.getAll()).contains("fewer than two may publish here");
    }

    @Test
    void withoutSettingsATokenForEverythingStandsInAFileAndNotInTheLog(CapturedOutput output) throws Exception {
        Path file;
        try (ConfigurableApplicationContext service = service("--logging.level.support.entitlement=debug")) {
            file = service.getBean(GeneratedToken.class).tokenPath();
            String token = Files.readString(file).strip();

            assertThat(token).hasSize(43);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            Path link = file.resolveSibling("sign-in-link");
            assertThat(link)
                    .content()
                    .isEqualTo("http://localhost:" + service.getEnvironment().getProperty("local.server.port")
                            + "/#token=" + token + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
                    .isEqualTo("rw-------");
            assertThat(output.getAll())
                    .contains(file.toString(), link.toString())
                    .doesNotContain(token);
            assertThat(statusOf(service, "127.0.0.1", token)).isEqualTo(404);
            assertThat(statusOf(service, "127.0.0.1", token + "x")).isEqualTo(401);
        }
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("sign-in-link")).doesNotExist();
    }

    @Test
    void withoutSettingsOnlyThisMachineReachesTheServiceUntilAnAddressIsSet(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext service =
                service("--logging.level.support.entitlement.security.authentication.LoopbackAddress=info")) {
            assertThat(addressOf(service).isLoopbackAddress()).isTrue();
            assertThat(output.getAll()).contains("Only programs on this machine can reach the service");
        }
        try (ConfigurableApplicationContext service = service("--server.address=0.0.0.0")) {
            assertThat(addressOf(service).isAnyLocalAddress()).isTrue();
        }
        try (ConfigurableApplicationContext service = service(
                "--" + FIRST + "name=anna", "--" + FIRST + "hash=" + TOKEN.hash(), "--" + FIRST + "roles=analyst")) {
            assertThat(addressOf(service)).isNull();
            assertThat(service.getBean(GeneratedToken.class).tokenPath()).doesNotExist();
        }
    }

    @Test
    void withoutSettingsOnlyThisMachineReachesTheServerOfManagementUntilItsAddressIsSet() {
        assertThat(managementAddress("--management.server.port=0"))
                .hasValueSatisfying(
                        address -> assertThat(address.isLoopbackAddress()).isTrue());
        assertThat(managementAddress("--management.server.port=0", "--server.address=0.0.0.0"))
                .hasValueSatisfying(
                        address -> assertThat(address.isLoopbackAddress()).isTrue());
        assertThat(managementAddress("--management.server.port=0", "--management.server.address=0.0.0.0"))
                .hasValueSatisfying(
                        address -> assertThat(address.isAnyLocalAddress()).isTrue());
    }

    /** Returns the address on which a service answers management requests; empty if that is every one. */
    private static Optional<InetAddress> managementAddress(String... arguments) {
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        SpringApplicationBuilder application = application().listeners((WebServerInitializedEvent started) -> {
            if ("management".equals(started.getApplicationContext().getServerNamespace())) {
                addresses.add(Optional.ofNullable(addressOf(started.getWebServer())));
            }
        });
        application.run(withPort(arguments)).close();
        assertThat(addresses).hasSize(1);
        return addresses.get(0);
    }

    private static @Nullable InetAddress addressOf(ConfigurableApplicationContext service) {
        return addressOf(((ServletWebServerApplicationContext) service).getWebServer());
    }

    private static @Nullable InetAddress addressOf(WebServer server) {
        return (InetAddress)
                ((TomcatWebServer) server).getTomcat().getConnector().getProperty("address");
    }

    private static int statusOf(ConfigurableApplicationContext service, String host, String token) throws Exception {
        URI address = URI.create("http://" + host + ":"
                + service.getEnvironment().getProperty("local.server.port") + "/v1/customers/nobody/contract");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ConfigurableApplicationContext service(String... arguments) {
        return application().run(withPort(arguments));
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET);
    }

    private static String[] withPort(String... arguments) {
        return Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments)).toArray(String[]::new);
    }
}
