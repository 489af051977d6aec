package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.Waiting;

/** A handler that works checks whether its caller is still connected. */
class CallerConnectionTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

    private final Queue<CompletableFuture<List<Boolean>>> toLook = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<List<Boolean>> first = willLook();
    private final CompletableFuture<List<Boolean>> second = willLook();
    private final CompletableFuture<Void> working = new CompletableFuture<>();
    private final CompletableFuture<Void> mayLook = new CompletableFuture<>();

    @TempDir
    private Path folder;

    private Tomcat tomcat;
    private boolean waitsForTheEnd;

    private CompletableFuture<List<Boolean>> willLook() {
        CompletableFuture<List<Boolean>> looks = new CompletableFuture<>();
        toLook.add(looks);
        return looks;
    }

    @BeforeEach
    void startAServer() throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "worker", new Worker()).addMapping("/");
        context.getPipeline().addValve(new Connections());
        tomcat.start();
    }

    @AfterEach
    void stopTheServer() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Connections extends ValveBase {

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            IntStream.range(0, 5)
                    .forEach(number -> request.setAttribute(
                            CallerConnection.ATTRIBUTE + number, new CallerConnection(request.getCoyoteRequest())));
            getNext().invoke(request, response);
        }
    }

    private final class Worker extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            working.complete(null);
            Waiting.get(mayLook);
            toLook.remove()
                    .complete(
                            waitsForTheEnd
                                    ? List.of(leavesInTime(connection(request, 0)))
                                    : IntStream.range(0, 5)
                                            .mapToObj(number ->
                                                    connection(request, number).hasLeft())
                                            .toList());
        }

        private static CallerConnection connection(HttpServletRequest request, int number) {
            return (CallerConnection) request.getAttribute(CallerConnection.ATTRIBUTE + number);
        }

        private static boolean leavesInTime(CallerConnection caller) {
            long end = System.nanoTime() + Waiting.MAX_WAIT.toNanos();
            while (!caller.hasLeft() && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return caller.hasLeft();
        }
    }

    private Socket send(String request) throws Exception {
        Socket socket = new Socket("localhost", tomcat.getConnector().getLocalPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Waiting.get(working);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST, CHUNKED})
    void aCallerWhoClosesTheConnectionHasLeft(String request) throws Exception {
        waitsForTheEnd = true;
        send(request).close();
        mayLook.complete(null);

        assertThat(Waiting.get(first)).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST, CHUNKED, GET + POST, POST + GET, CHUNKED + GET})
    void aCallerWhoWaitsOrHasSentMoreIsThere(String requests) throws Exception {
        try (Socket socket = send(requests)) {
            mayLook.complete(null);

            assertThat(Waiting.get(first)).hasSize(5).containsOnly(false);
            assertThat(socket.getInputStream().read()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST, CHUNKED})
    void aCallerWhoSendsTheNextRequestMeanwhileIsThere(String next) throws Exception {
        try (Socket socket = send(POST)) {
            socket.getOutputStream().write(next.getBytes(StandardCharsets.US_ASCII));
            mayLook.complete(null);

            assertThat(Waiting.get(first)).hasSize(5).containsOnly(false);
            assertThat(Waiting.get(second)).hasSize(5).containsOnly(false);
        }
    }
}
