package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.ServiceProcess.DiedException;

/** Three replicas on one PostgreSQL behind HAProxy, which clients ask all the time. */
class RollingRestartTest {

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";
    private static final int CLIENTS = 2;

    private final String database = Postgres.newDatabase();
    private final List<Integer> ports =
            Stream.generate(HaproxyProcess::findFreePort).limit(3).toList();
    private final List<ServiceProcess> replicas = new ArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean ended;

    @TempDir
    private Path folder;

    private HaproxyProcess proxy;

    @BeforeEach
    void startAll() throws IOException {
        proxy = new HaproxyProcess(folder, ports);
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        List<CompletableFuture<ServiceProcess>> starting = Stream.of(0, 1, 2)
                .map(number -> CompletableFuture.supplyAsync(() -> start(number)))
                .toList();
        starting.forEach(each -> replicas.add(each.join()));
        proxy.awaitReady(3);
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::askUntilEnd, "client-" + i);
            client.start();
            clients.add(client);
        }
    }

    @AfterEach
    void endAll() throws InterruptedException {
        ended = true;
        for (Thread client : clients) {
            client.join();
        }
        replicas.forEach(ServiceProcess::kill);
        if (proxy != null) {
            proxy.close();
        }
    }

    /** Only the first has a directory of rules. */
    private ServiceProcess start(int number) {
        try {
            return ServiceProcess.start(
                    folder,
                    List.of(
                            "--server.port=" + ports.get(number),
                            "--spring.datasource.url=" + database,
                            "--entitlement.releases.memory=" + folder.resolve("memory-" + number),
                            "--entitlement.rules.directory=" + (number == 0 ? folder.resolve("rules") : ""),
                            "--entitlement.shutdown.drain=3s"));
        } catch (DiedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void askUntilEnd() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(proxy.uri("/v1/evaluation"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUERY))
                .build();
        while (!ended) {
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200 || !answer.body().contains("\"entitled\"")) {
                    failures.add(answer.statusCode() + ": " + answer.body());
                }
                answered.incrementAndGet();
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void awaitAnswers(int number) {
        int wanted = answered.get() + number;
        await().until(() -> answered.get() >= wanted || !failures.isEmpty());
    }

    @Test
    void noQuestionFailsWhileOneAfterTheOtherIsRestartedNorWhenOneIsKilled() {
        for (int number = 0; number < replicas.size(); number++) {
            replicas.get(number).close();
            replicas.set(number, start(number));
            proxy.awaitReady(3);
        }
        awaitAnswers(100);
        assertThat(failures).isEmpty();

        replicas.get(1).kill();
        awaitAnswers(500);
        proxy.awaitReady(2);
        replicas.get(2).kill();
        awaitAnswers(500);

        assertThat(failures).isEmpty();
        System.out.println(answered + " questions answered");
    }
}
