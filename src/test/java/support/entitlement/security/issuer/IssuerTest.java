package support.entitlement.security.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import support.entitlement.Application;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.json.JsonMapper;

/** Callers with tokens of an OpenID Connect issuer that is down when the service starts, and at times afterwards. */
@ExtendWith(OutputCaptureExtension.class)
class IssuerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int CALLERS = 8;

    /** Longer than the service waits for an answer of the issuer. */
    private static final Duration INTERVAL = Duration.ofSeconds(4);

    private static Issuer issuer;
    private static ConfigurableApplicationContext service;
    private static HttpResponse<String> whileItWasDown;
    private static HttpResponse<String> ownTokenWhileItWasDown;
    private static HttpResponse<String> newKeyWhileItWasDown;
    private static List<HttpResponse<String>> whileItHung;
    private static int connectionsWhileItHung;

    /** Lets the service ask the issuer again sooner than it otherwise does. */
    @TestConfiguration(proxyBeanMethods = false)
    static class ShortInterval {

        @Bean
        @Primary
        IssuerKeys keysOfAShortInterval() throws IOException {
            return new IssuerKeys(new IssuerKeySource(issuer.uri(), null, INTERVAL));
        }
    }

    @BeforeAll
    static void startWithoutTheIssuer() throws Exception {
        issuer = new Issuer();
        issuer.stop();
        service = new SpringApplicationBuilder(Application.class, ShortInterval.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                        "--spring.security.oauth2.resourceserver.jwt.audiences=" + Issuer.AUDIENCE,
                        "--entitlement.security.roles-claim=realm_access.roles",
                        "--entitlement.security.tokens[0].name=robot",
                        "--entitlement.security.tokens[0].hash=" + AccessToken.hashOf("a-token"),
                        "--entitlement.security.tokens[0].roles=analyst");
        String known = issuer.token("anna", roles("analyst"));
        whileItWasDown = check(known);
        ownTokenWhileItWasDown = check("a-token");
        askWhileItHangs(known);
        issuer.startAgain();
        awaitThatItIsHeard(known);
        issuer.stop();
        issuer.turnKey();
        String ofNewKey = issuer.token("anna", roles("analyst"));
        newKeyWhileItWasDown = check(ofNewKey);
        issuer.startAgain();
        awaitThatItIsHeard(ofNewKey);
    }

    /** Waits until the issuer is asked again: after a failure it is not asked for a while. */
    private static void awaitThatItIsHeard(String token) {
        await().until(() -> !code(check(token)).equals("issuer-unavailable"));
    }

    /** Sends a request while the issuer accepts connections and never answers. */
    private static void askWhileItHangs(String token) throws IOException {
        URI address = URI.create(issuer.uri());
        List<Socket> connections = new CopyOnWriteArrayList<>();
        try (ServerSocket silent = new ServerSocket(address.getPort(), 0, InetAddress.getByName(address.getHost()))) {
            Thread accepting = new Thread(() -> accept(silent, connections), "silent-issuer");
            accepting.start();
            await().until(() -> {
                whileItHung = askAllAtOnce(token);
                return !connections.isEmpty();
            });
        }
        connectionsWhileItHung = connections.size();
        for (Socket each : connections) {
            each.close();
        }
    }

    private static void accept(ServerSocket socket, List<Socket> connections) {
        try {
            while (true) {
                connections.add(socket.accept());
            }
        } catch (IOException e) {
            assertThat(socket.isClosed()).as(e.toString()).isTrue();
        }
    }

    private static List<HttpResponse<String>> askAllAtOnce(String token) {
        HttpRequest request = request("/v1/policy/check", token);
        List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(
                        () -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .limit(CALLERS)
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void anIssuerThatIsDownIsNoFaultOfTheCallerAndOthersGetIn() {
        assertThat(whileItWasDown.statusCode()).isEqualTo(503);
        assertThat(code(whileItWasDown)).isEqualTo("issuer-unavailable");
        assertThat(whileItWasDown.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(whileItWasDown.headers().firstValue("Retry-After")).contains("10");
        assertThat(code(ownTokenWhileItWasDown)).isEqualTo("wrong-type");
    }

    @Test
    void anIssuerThatHangsHoldsNobodyUpForLongHoweverManyAsk() {
        assertThat(whileItHung)
                .hasSize(CALLERS)
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo("issuer-unavailable"));
        assertThat(connectionsWhileItHung)
                .as("the others do not each wait for it, one after the other")
                .isLessThan(CALLERS / 2);
    }

    @Test
    void anIssuerThatIsDownWhenItsKeyIsNewIsNoFaultOfTheCallerEither() throws Exception {
        assertThat(code(newKeyWhileItWasDown)).isEqualTo("issuer-unavailable");
        assertThat(code(check(issuer.token("anna", roles("analyst"))))).isEqualTo("wrong-type");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void aRoleThatTheClaimListsIsHad(UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        assertThat(code(check(issuer.token("anna", claims)))).isEqualTo("wrong-type");
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> accepted() {
        return Stream.of(
                roles("analyst"),
                roles("offline_access", "Publisher"),
                claims -> claims.claim("realm_access", Map.of("roles", "openid analyst")),
                claims -> claims.claim("realm_access.roles", List.of("analyst")),
                claims -> roles("analyst").apply(claims).audience(List.of("another", Issuer.AUDIENCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt"})
    void aTokenOfAnyTypeThatIsForAccessIsAccepted(String type) throws Exception {
        assertThat(code(check(issuer.tokenOfType(type, "anna", roles("analyst")))))
                .isEqualTo("wrong-type");
    }

    @Test
    void anAnalystMayNotPublish() throws Exception {
        HttpResponse<String> analyst = send("/v1/policy/releases", issuer.token("anna", roles("analyst")));
        HttpResponse<String> publisher = send("/v1/policy/releases", issuer.token("pia", roles("publisher")));

        assertThat(analyst.statusCode()).isEqualTo(403);
        assertThat(code(publisher)).isEqualTo("wrong-type");
    }

    @ParameterizedTest
    @MethodSource("withoutARole")
    void aCallerWithoutTheRoleIsNamedAndRefused(UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        HttpResponse<String> answer = check(issuer.token("rita", claims));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("forbidden");
        assertThat(answer.body()).contains("“rita” does not have the role");
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> withoutARole() {
        return Stream.of(
                claims -> claims,
                roles("reader"),
                roles("analy\u017ft"),
                roles("analysts", "ROLE_analyst"),
                claims -> claims.claim("roles", List.of("analyst")),
                claims -> claims.claim("scope", "analyst publisher"),
                claims -> claims.claim("realm_access", "analyst"),
                claims -> claims.claim("realm_access", Map.of("roles", 7)),
                claims -> claims.claim("realm_access", Map.of("roles", Map.of("analyst", true))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheIssuerDidNotSayOrDidNotSayToUsLetsNobodyIn(String token) throws Exception {
        HttpResponse<String> answer = check(token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
    }

    static Stream<String> refused() throws JOSEException {
        UnaryOperator<JWTClaimsSet.Builder> analyst = roles("analyst");
        Instant now = Instant.now();
        return Stream.of(
                issuer.forged("anna", analyst),
                issuer.signedWithThePublicKey("anna", analyst),
                new PlainJWT(issuer.claims("anna", analyst)).serialize(),
                changed(claims -> claims.issuer("http://127.0.0.1:1")),
                changed(claims -> claims.issuer(null)),
                changed(claims -> claims.audience("another")),
                changed(claims -> claims.audience((String) null)),
                changed(claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                changed(claims -> claims.expirationTime(null)),
                changed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                changed(claims -> claims.subject(null)),
                changed(claims -> claims.subject("  ")),
                changed(claims -> claims.subject("s".repeat(300))),
                changed(claims -> claims.subject("an\u0000na")),
                issuer.ofAnotherKey("anna", analyst),
                issuer.tokenOfType("logout+jwt", "anna", analyst),
                issuer.token("anna", analyst) + "x",
                "a.b.c",
                "another");
    }

    @Test
    void anIssuerIsNotAskedAgainForEachTokenOfAKeyThatItDoesNotHave() throws Exception {
        check(issuer.token("anna", roles("analyst")));
        int before = issuer.keysAsked();
        Instant start = Instant.now();
        for (int i = 0; i < 12; i++) {
            assertThat(code(check(issuer.ofAnotherKey("anna", roles("analyst")))))
                    .isEqualTo("unauthenticated");
        }
        long intervals = Duration.between(start, Instant.now()).dividedBy(INTERVAL) + 2;

        assertThat(issuer.keysAsked() - before)
                .isLessThanOrEqualTo((int) (2 * intervals))
                .isLessThan(12);
        assertThat(code(check(issuer.token("anna", roles("analyst"))))).isEqualTo("wrong-type");
    }

    private static String changed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return issuer.token("anna", claims -> change.apply(roles("analyst").apply(claims)));
    }

    @Test
    void aSubjectCannotBeginALineOfTheLog(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = check(issuer.token("eve\nRefused: nobody at all\u2028\u009b\u001b[2J", roles()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(output.getOut()).doesNotContain("nobody at all").contains("Refused: POST /v1/policy/check");
    }

    @Test
    void noTokenIsMadeWhereAnIssuerIsNamedAndNoneIsEverLogged(CapturedOutput output) throws Exception {
        String token = issuer.token("rita", roles());
        check(token);
        check(token + "x");

        assertThat(output.getAll()).contains("Refused").doesNotContain(token).doesNotContain("No token is configured");
    }

    private static UnaryOperator<JWTClaimsSet.Builder> roles(String... roles) {
        return claims -> claims.claim("realm_access", Map.of("roles", List.of(roles)));
    }

    private static String code(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).path("code").asString();
    }

    /** Sends a check without an upload: a permitted caller gets an error about that. */
    private static HttpResponse<String> check(String token) throws IOException, InterruptedException {
        return send("/v1/policy/check", token);
    }

    private static HttpResponse<String> send(String path, String token) throws IOException, InterruptedException {
        return CLIENT.send(request(path, token), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String token) {
        String port = service.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[]"))
                .build();
    }
}
