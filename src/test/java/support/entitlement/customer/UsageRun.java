package support.entitlement.customer;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import support.entitlement.KillablePostgres;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.database.DatabaseUnavailableException;

/**
 * Many bookings on many customers from many connections at once; some are sent again though they were answered, and in the middle
 * PostgreSQL is killed and started again. Afterwards {@link #verify} looks for every one that was acknowledged.
 */
public final class UsageRun implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int ONE_IN = 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final KillablePostgres postgres;
    private final HikariDataSource pool = new HikariDataSource();
    private final GrantMap grants = new GrantMap();
    private final UsageLedger ledger;
    private final int customers;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    /** Starts a database in an empty directory. */
    public UsageRun(Path data, int customers) {
        this.postgres = new KillablePostgres(data);
        this.customers = customers;
        pool.setJdbcUrl(postgres.url());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(2_000);
        this.ledger = new UsageLedger(new UsageDatabase(pool), grants, Clock.systemUTC());
        for (int i = 0; i < customers; i++) {
            grants.put("customer-" + i, "Europe/Zurich", "2024-02-29", UsageLedgerTest.YEARLY);
        }
    }

    /** Sends so many bookings of 1 hour, each until it is answered. */
    public void book(int bookings) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1);
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
                each.get(10, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void book(int number, boolean again) {
        String customer = "customer-" + number * 7 % customers;
        UsageRequest request =
                new UsageRequest(Kind.USE, null, GrantMap.SESSIONS, BigDecimal.ONE, null, null, "booking " + number);
        String key = "key-" + number;
        Instant end = Instant.now().plus(LONGEST);
        while (true) {
            try {
                long id = ledger.record(customer, request, key, "load").id();
                acknowledged.put(customer + " " + key, id);
                if (again) {
                    repeated.incrementAndGet();
                    require(ledger.record(customer, request, key, "load").id() == id, "answered otherwise: " + key);
                }
                return;
            } catch (UsageRefusedException e) {
                require(e.reason() == UsageRefusedException.Reason.EXCEEDED, e.toString());
                refused.incrementAndGet();
                return;
            } catch (DatabaseUnavailableException e) {
                away.incrementAndGet();
                require(Instant.now().isBefore(end), "the database stays away: " + e);
            }
        }
    }

    /** Checks that what was acknowledged is there once, nothing else is, and no limit is exceeded. */
    public void verify() {
        int entries = 0;
        for (int i = 0; i < customers; i++) {
            List<UsageEntry> all = ledger.after("customer-" + i, 0, 1_000);
            entries += all.size();
            require(all.size() <= 8, "overdrawn: customer-" + i);
            for (UsageEntry entry : all) {
                String key = "customer-" + i + " " + entry.reference().replace("booking ", "key-");
                require(Long.valueOf(entry.id()).equals(acknowledged.get(key)), "not acknowledged, or twice: " + key);
            }
        }
        require(entries == acknowledged.size(), entries + " entries, " + acknowledged.size() + " acknowledged");
    }

    /** What happened, in a line. */
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
        pool.close();
        postgres.close();
    }
}
