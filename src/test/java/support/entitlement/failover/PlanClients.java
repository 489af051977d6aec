package support.entitlement.failover;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Clients that ask by plan all the time, one address after the other: no failure may be seen by them. */
final class PlanClients implements AutoCloseable {

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";
    private static final int CLIENTS = 2;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> addresses;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /** Starts the clients. */
    PlanClients(Stream<URI> addresses) {
        this.addresses = addresses.toList();
        for (int i = 0; i < CLIENTS; i++) {
            Thread thread = new Thread(this::askUntilEnd, "plans-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    private void askUntilEnd() {
        try {
            for (int number = 0; !ended; number++) {
                ask(addresses.get(number % addresses.size()));
                MixedLoad.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(URI address) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(QUERY))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"entitled\"")) {
                failures.add(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
        answered.incrementAndGet();
        longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    }

    /** Waits until so many more queries have been answered, or one has failed. */
    void awaitAnswers(int number) {
        int wanted = answered.get() + number;
        await().until(() -> answered.get() >= wanted || !failures.isEmpty());
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public String toString() {
        return answered + " answers by plan, the slowest after " + longestNanos.get() / 1_000_000 + " ms";
    }

    /** Ends the clients, and waits for what they are at. */
    @Override
    public void close() {
        ended = true;
        awaitEnd(threads);
    }

    static void awaitEnd(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
