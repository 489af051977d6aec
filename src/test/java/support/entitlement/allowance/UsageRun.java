package support.entitlement.allowance;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import support.entitlement.KillablePostgres;
import support.entitlement.ServiceProcess;
import support.entitlement.Waiting;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;

/**
 * Many bookings of hours on many customers, over HTTP from many connections at once, to a service in a process of its own. Some
 * are sent again though they were answered, and in the middle PostgreSQL is killed and started again. Afterwards {@link #verify}
 * looks for every one that was acknowledged.
 */
public final class UsageRun implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int ONE_IN = 20;
    private static final int HOURS_A_YEAR = 8;

    private final AccessToken token = AccessToken.generateToken();
    private final KillablePostgres postgres;
    private final ServiceProcess service;
    private final int customers;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    /** Starts a database and a service in an empty folder, with this many customers under contract. */
    public UsageRun(Path folder, int customers) throws ServiceProcess.DiedException {
        this.postgres = new KillablePostgres(folder.resolve("postgres"));
        this.service = ServiceProcess.start(
                folder,
                List.of(
                        "--spring.datasource.url=" + postgres.url(),
                        "--entitlement.rules.directory=" + Path.of("rules").toAbsolutePath(),
                        "--entitlement.releases.memory=" + folder.resolve("memory"),
                        "--entitlement.security.tokens[0].name=ula",
                        "--entitlement.security.tokens[0].hash=" + token.hash(),
                        "--entitlement.security.tokens[0].roles=usage,contracts"));
        this.customers = customers;
        String contracts = IntStream.range(0, customers)
                .mapToObj(i -> "{\"customer\": \"customer-" + i
                        + "\", \"plan\": \"Enterprise Advanced\", \"validFrom\": \"2024-02-29\"}\n")
                .collect(Collectors.joining());
        JsonNode stored = service.post("/v1/contracts", "application/x-ndjson", contracts, token);
        require(stored.path("stored").intValue() == customers, stored.toString());
    }

    /** Sends this many bookings of 1 hour, and repeats each until it is answered. */
    public void book(int bookings) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < bookings; n = next.getAndIncrement()) {
                        if (n == bookings / 2) {
                            postgres.kill();
                            postgres.restart();
                        }
                        book(n, random.nextInt(ONE_IN) == 0);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void book(int number, boolean again) {
        String customer = "customer-" + number * 7 % customers;
        Instant end = Instant.now().plus(Waiting.MAX_WAIT);
        while (true) {
            JsonNode answer = send(customer, number);
            String code = answer.path("code").asString("");
            if (code.isEmpty()) {
                long id = answer.get("id").longValue();
                acknowledged.put(key(customer, number), id);
                if (again) {
                    repeated.incrementAndGet();
                    require(sendAgain(customer, number, end) == id, "answered otherwise: " + key(customer, number));
                }
                return;
            }
            if (code.equals("allowance-exceeded")) {
                refused.incrementAndGet();
                return;
            }
            awaitDatabase(code, answer, end);
        }
    }

    private long sendAgain(String customer, int number, Instant end) {
        while (true) {
            JsonNode answer = send(customer, number);
            String code = answer.path("code").asString("");
            if (code.isEmpty()) {
                return answer.get("id").longValue();
            }
            awaitDatabase(code, answer, end);
        }
    }

    private void awaitDatabase(String code, JsonNode answer, Instant end) {
        require(code.equals("database-away"), answer.toString());
        require(Instant.now().isBefore(end), "the database stays away");
        away.incrementAndGet();
        // Requests without a pause would take the processor from the database that starts.
        await().until(postgres::isAlive);
    }

    private JsonNode send(String customer, int number) {
        return service.post(
                "/v1/customers/" + customer + "/usage",
                "application/json",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 1, \"at\": \"2026-03-06T09:00:00Z\", \"reference\": \""
                        + number + "\"}",
                token,
                "Idempotency-Key",
                key(customer, number));
    }

    private static String key(String customer, int number) {
        return customer + " " + number;
    }

    /** Checks that exactly the acknowledged bookings are recorded, each once, and no limit is exceeded. */
    public void verify() {
        Set<Long> there = new HashSet<>();
        for (int i = 0; i < customers; i++) {
            String customer = "customer-" + i;
            JsonNode entries = service.get("/v1/customers/" + customer + "/usage?limit=100", token)
                    .get("entries");
            require(entries.size() <= HOURS_A_YEAR, "overdrawn: " + customer);
            for (JsonNode entry : entries) {
                String key =
                        key(customer, Integer.parseInt(entry.get("reference").stringValue()));
                long id = entry.get("id").longValue();
                require(there.add(id), "twice: " + key);
                require(Long.valueOf(id).equals(acknowledged.get(key)), "not acknowledged, or twice: " + key);
            }
        }
        require(
                there.size() == acknowledged.size(),
                there.size() + " entries, " + acknowledged.size() + " acknowledged");
    }

    /** Returns the number of acknowledged bookings. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** Returns the number of requests for which the database could not be reached. */
    public int away() {
        return away.get();
    }

    /** Returns a summary in one line. */
    public String summary() {
        return acknowledged.size() + " booked, " + refused + " refused, " + repeated + " sent again, " + away
                + " times the database was away";
    }

    private static void require(boolean truth, String otherwise) {
        if (!truth) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        service.close();
        postgres.close();
    }
}
