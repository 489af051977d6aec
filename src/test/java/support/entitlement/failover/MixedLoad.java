package support.entitlement.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import support.entitlement.ServiceProcess;
import support.entitlement.ServiceProcess.DiedException;
import support.entitlement.security.AccessToken;

/**
 * Clients that ask three replicas in turn. Some ask by plan; some store the contract of a new customer, ask by that customer at another
 * replica, and book at a third one, each until it is acknowledged; one publishes editions.
 */
final class MixedLoad implements AutoCloseable {

    private static final String PLAN = "Enterprise Premium";
    private static final String PUBLISHED = "PUBLISHED";
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The answer to a contract that is sent again, because an attempt before failed after it had been stored. */
    private static final int ALREADY_STORED = 428;

    /** Words that only a database or its driver uses. */
    private static final Pattern WORDS_OF_THE_DATABASE = Pattern.compile(
            "(?i)postgres|jdbc|hikari|\\bsql|FATAL|socket|backend|transaction|connection|exception|127\\.0\\.0\\.1");

    private static final Pattern REFUSAL = Pattern.compile("\"code\" ?: ?\"(database-away|busy|storage-unavailable)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ServiceProcess> replicas;
    private final AccessToken token;
    private final PlanClients byPlan;
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    private final Map<String, Long> lastSuccess = new ConcurrentHashMap<>();
    private final Set<String> booked = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> editions = new ConcurrentSkipListMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger customers = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;
    private int edition;

    /** A kind of request that needs the database. */
    private enum Kind {
        CONTRACT,
        BY_CUSTOMER,
        BOOKING
    }

    /** Starts the clients. The token may store contracts and book. */
    MixedLoad(List<ServiceProcess> replicas, AccessToken token) {
        this.replicas = replicas;
        this.token = token;
        this.byPlan = new PlanClients(replicas.stream().map(replica -> replica.uri("/v1/evaluation")));
        start("customers-1", this::serveCustomer);
        start("customers-2", this::serveCustomer);
        start("publisher", this::publish);
    }

    private interface Round {

        void run(int number) throws InterruptedException;
    }

    private void start(String name, Round round) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int number = 0; !ended; number++) {
                            round.run(number);
                            pause();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        wrong.add(name + ": " + e);
                    }
                },
                name);
        thread.start();
        threads.add(thread);
    }

    private void serveCustomer(int number) throws InterruptedException {
        String customer = "customer-" + customers.incrementAndGet();
        String contract = "{\"plan\": \"" + PLAN + "\", \"zone\": \"Europe/Zurich\", \"validFrom\": \"2020-01-01\"}";
        String question = "{\"customer\": \"" + customer + "\", \"issueType\": \"Issue reports\"}";
        String booking = "{\"issueType\": \"Enablement sessions\", \"amount\": 1}";
        untilAcknowledged(
                Kind.CONTRACT,
                number,
                replica -> request(replica, path(customer, "contract")).PUT(BodyPublishers.ofString(contract)));
        String answer =
                untilAcknowledged(Kind.BY_CUSTOMER, number + 1, replica -> post(replica, "/v1/evaluation", question));
        untilAcknowledged(
                Kind.BOOKING,
                number + 2,
                replica -> post(replica, path(customer, "usage"), booking).header("Idempotency-Key", customer));
        if (!ended) {
            booked.add(customer);
            if (!answer.contains("\"" + PLAN + "\"")) {
                wrong.add("Another plan: " + answer);
            }
        }
    }

    private static String path(String customer, String what) {
        return "/v1/customers/" + customer + "/" + what;
    }

    /** Sends a request to one replica after the other until it is acknowledged or the load ends; returns the answer. */
    private String untilAcknowledged(Kind kind, int first, Function<ServiceProcess, HttpRequest.Builder> request)
            throws InterruptedException {
        for (int number = first; !ended; number++) {
            int replica = number % replicas.size();
            writing.readLock().lock();
            try {
                long begin = System.nanoTime();
                HttpResponse<String> answer = send(request.apply(replicas.get(replica)));
                if (answer.statusCode() / 100 == 2 || answer.statusCode() == ALREADY_STORED && number > first) {
                    lastSuccess.put(kind + " " + replica, begin);
                    return answer.body();
                }
                lookAtRefusal(kind, answer);
            } catch (IOException e) {
                wrong.add(kind + ": " + e);
            } finally {
                writing.readLock().unlock();
            }
            pause();
        }
        return "";
    }

    private void lookAtRefusal(Kind kind, HttpResponse<String> answer) {
        refused.incrementAndGet();
        if (answer.statusCode() != 503 || !REFUSAL.matcher(answer.body()).find()) {
            wrong.add(kind + ": " + answer.statusCode() + ": " + answer.body());
        } else if (WORDS_OF_THE_DATABASE
                .matcher(answer.body().replaceFirst("\"type\"[^,]*,", ""))
                .find()) {
            wrong.add(kind + " shows words of the database: " + answer.body());
        }
    }

    private void publish(int number) throws InterruptedException {
        int replica = number % replicas.size();
        writing.readLock().lock();
        try {
            long begin = System.nanoTime();
            if (publishAt(replica)) {
                lastSuccess.put(PUBLISHED, begin);
            }
        } finally {
            writing.readLock().unlock();
        }
    }

    /** Publishes another edition; the caller is the only one that publishes. */
    private boolean publishAt(int replica) {
        edition++;
        try {
            String reply = replicas.get(replica).publish(edition);
            if (reply.startsWith("published ")) {
                editions.put(edition, Long.valueOf(reply.split(" ")[1]));
                return true;
            }
            if (WORDS_OF_THE_DATABASE.matcher(reply).find()) {
                wrong.add(PUBLISHED + " shows words of the database: " + reply);
            }
            return false;
        } catch (DiedException e) {
            wrong.add(e.toString());
            return false;
        }
    }

    private HttpRequest.Builder request(ServiceProcess replica, String path) {
        return HttpRequest.newBuilder(replica.uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.text());
    }

    private HttpRequest.Builder post(ServiceProcess replica, String path, String body) {
        return request(replica, path).POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Pauses between two requests: the machine has more to do than to send them. */
    static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }

    /** Goes on for some time. */
    void goOnFor(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /**
     * Waits until each replica has acknowledged a request of each kind, and one an edition, that was sent after this instant; or until
     * something was wrong.
     */
    void awaitSuccessesSince(long nanos) {
        await().untilAsserted(() -> assertThat(
                        lastSuccess.values().stream().filter(last -> !wrong.isEmpty() || last - nanos >= 0))
                .as(this::toString)
                .hasSize(Kind.values().length * replicas.size() + 1));
    }

    /** A step of a test that may fail. */
    @FunctionalInterface
    interface Step {

        void run() throws Exception;
    }

    /** Runs a step while nobody writes or publishes. */
    void whileNobodyWrites(Step step) throws Exception {
        writing.writeLock().lock();
        try {
            step.run();
        } finally {
            writing.writeLock().unlock();
        }
    }

    /** Publishes an edition that will be lost, while nobody else publishes; returns the number of its release. */
    long publishEditionToLose() {
        await().until(() -> publishAt(0));
        return editions.remove(edition);
    }

    List<String> failedByPlan() {
        return byPlan.failures();
    }

    List<String> wrong() {
        return wrong;
    }

    /** Returns the customers whose contract and booking were acknowledged. */
    Set<String> booked() {
        return booked;
    }

    /** Returns the acknowledged editions with their releases. */
    Map<Integer, Long> editions() {
        return editions;
    }

    @Override
    public String toString() {
        return byPlan + "; " + booked.size() + " customers with contract and booking, " + editions.size() + " of "
                + edition + " editions; " + refused + " requests refused meanwhile; wrong: " + wrong;
    }

    /** Ends the clients, and waits for what they are at. */
    @Override
    public void close() {
        ended = true;
        PlanClients.awaitEnd(threads);
        byPlan.close();
    }
}
