package support.entitlement.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.HaproxyProcess;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;

/** HAProxy with the configuration of the gateway asks the service about each request to an application. */
class GatewayTest extends ApiTest {

    private static final Path FOLDER = Path.of("src/main/gateway");

    private final int gatewayPort = HaproxyProcess.findFreePort();
    private final int servicePort = HaproxyProcess.findFreePort();
    private final List<String> served = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer application;
    private Process gateway;
    private PrivateKey key;

    @BeforeEach
    void startAll() throws Exception {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            served.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Decision-ID")));
            exchange.sendResponseHeaders(204, -1);
        });
        application.start();
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        key = pair.getPrivate();
        Files.writeString(
                folder.resolve("issuer.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Files.writeString(folder.resolve("ask.lua"), read("ask.lua"));
        startGateway(port);
    }

    private String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file)).replace("127.0.0.1:8083", "127.0.0.1:" + servicePort);
    }

    private void startGateway(int service) throws Exception {
        String configuration = read("gateway.cfg")
                .replace("bind :8081", "bind 127.0.0.1:" + gatewayPort)
                .replace(
                        "127.0.0.1:8082",
                        "127.0.0.1:" + application.getAddress().getPort());
        gateway = HaproxyProcess.start(
                folder,
                configuration,
                Map.of("ENTITLEMENT_ADDRESS", "127.0.0.1:" + service, "ENTITLEMENT_TOKEN", reader().text()));
        await().ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> ask("/", "none").status() == 401);
    }

    @AfterEach
    void endAll() {
        Waiting.awaitEnd(gateway.destroyForcibly());
        application.stop(0);
    }

    private Answer ask(String path, String token) throws Exception {
        return sendWithoutToken(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + path))
                .header("Authorization", "Bearer " + token));
    }

    private String sign(String claims) throws Exception {
        String signed = encode("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String tokenOf(String claim, String value) throws Exception {
        return sign(
                "{\"" + claim + "\":\"" + value + "\",\"exp\":" + (Instant.now().getEpochSecond() + 600) + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "Enterprise Premium, /open/Issue%20reports?category=2, 204",
        "Enterprise Premium, /Landline/API%20outage?category=1, 204",
        "Free, /open/API%20outage?category=1, 403",
        "Free, /Landline/Issue%20reports, 403"
    })
    void aRequestReachesTheApplicationIfTheServiceSaysSo(String plan, String path, int status) throws Exception {
        Answer answer = ask(path, tokenOf("plan", plan));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(served).hasSize(status == 204 ? 1 : 0).doesNotContain("", "null");
        if (status == 403) {
            assertThat(answer.json().path("decision").booleanValue(true)).isFalse();
            assertThat(answer.json().at("/context/reason").stringValue()).isNotEmpty();
        }
    }

    @Test
    void aCustomerIsAskedForWithTheTokenOfTheGatewayAndAnUnknownOneIsDenied() throws Exception {
        Answer answer = ask("/open/Issue%20reports", tokenOf("customer", "nobody \\\"quoted\\\" ü"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/context/error/code").stringValue()).isEqualTo("unknown-customer");
        assertThat(served).isEmpty();
    }

    @Test
    void aTokenThatIsForgedExpiredOrNamesNobodyIsRefusedAndNothingIsAsked() throws Exception {
        String sound = tokenOf("plan", "Enterprise Premium");
        String forged = encode("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + sound.split("\\.")[1] + ".";

        assertThat(List.of(
                        forged,
                        sound.substring(0, sound.lastIndexOf('.')) + ".AAAA",
                        sign("{\"plan\":\"Enterprise Premium\",\"exp\":1}"),
                        sign("{\"plan\":\"Enterprise Premium\"}"),
                        tokenOf("sub", "Enterprise Premium")))
                .allSatisfy(token ->
                        assertThat(ask("/open/Issue%20reports", token).status()).isEqualTo(401));
        assertThat(served).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/Issue%20reports/../../Landline/API%20outage",
                "/open/Issue%20reports/%2e%2e/%2E./Landline/API%20outage",
                "/open/Issue%20reports/..",
                "/open/Issue%20reports/.",
                "//open/Issue%20reports",
                "/open/Issue%20reports//..",
                "/open/Issue%20reports%5C..%5C..%5CLandline",
                "/open/Issue%20reports/..;/..;a=b/Landline/API%20outage",
                "/open/Issue%FF%20reports"
            })
    void aPathThatCouldBeReadAsAnotherOneIsRefused(String path) throws Exception {
        assertThat(ask(path, tokenOf("plan", "Enterprise Premium")).status()).isEqualTo(400);
        assertThat(served).isEmpty();
    }

    @Test
    void nothingIsLetThroughWhileTheServiceIsAway() throws Exception {
        Waiting.awaitEnd(gateway.destroyForcibly());
        startGateway(HaproxyProcess.findFreePort());

        assertThat(ask("/open/Issue%20reports", tokenOf("plan", "Enterprise Premium"))
                        .status())
                .isEqualTo(503);
        assertThat(served).isEmpty();
    }

    /** “~” in an answer stands for the end of a line; an empty one is silence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                            | 503",
                "HTTP/1.1 200 OK~Content-Length: 99~~{\"decision\": true,      | 503",
                "HTTP/1.1 200 OK~Content-Length: 13~~<h1>true</h1>             | 503",
                "HTTP/1.1 500 Failed~Content-Length: 18~~{\"decision\": true}   | 503",
                "HTTP/1.1 403 Forbidden~Content-Length: 18~~{\"decision\": true} | 502"
            })
    void aServiceThatDoesNotAnswerAsItShouldIsAskedOnceAndNothingIsLetThrough(String answer, int status)
            throws Exception {
        Waiting.awaitEnd(gateway.destroyForcibly());
        try (OddService service = new OddService(answer.replace("~", "\r\n"))) {
            startGateway(service.port());

            assertThat(ask("/open/Issue%20reports", tokenOf("plan", "Enterprise Premium"))
                            .status())
                    .isEqualTo(status);
            assertThat(service.asked).hasValue(1);
        }
        assertThat(served).isEmpty();
    }

    /** A service that sends one text, and ends the connection after it. */
    private static final class OddService implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger asked = new AtomicInteger();
        private final List<Socket> silent = new CopyOnWriteArrayList<>();

        OddService(String answer) throws IOException {
            Thread thread = new Thread(() -> {
                while (!socket.isClosed()) {
                    try {
                        answer(socket.accept(), answer);
                    } catch (IOException e) {
                        // The test is over, or the gateway has gone.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void answer(Socket connection, String answer) throws IOException {
            asked.incrementAndGet();
            silent.add(connection);
            if (!answer.isEmpty()) {
                connection.getInputStream().read(new byte[10_000]);
                connection.getOutputStream().write(answer.getBytes(UTF_8));
                connection.close();
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket each : silent) {
                each.close();
            }
        }
    }
}
