package support.entitlement.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.EditedTables;
import support.entitlement.Postgres;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.ContractSource;
import support.entitlement.contract.ContractStores;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.contract.impact.CustomerImpact;
import support.entitlement.contract.impact.CustomerImpacts.CountedChange;
import support.entitlement.contract.impact.CustomerStores;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/**
 * Measures how long it takes to count the customers whose answers a changed cell changes: contracts of every plan on PostgreSQL, with 200
 * different sets of terms, a million unless told otherwise. Also how long the index of their content takes for contracts that were stored without it.
 */
public final class CustomerImpactBenchmark {

    private static final Path SHIPPED = Path.of("rules");
    private static final int DIFFERENT_TERMS = 200;
    private static final int MAX_REWRITTEN = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final HikariDataSource pool = new HikariDataSource();
    /** Prepares the contracts, which takes longer than the service gives a statement. */
    private final JdbcTemplate owner = new JdbcTemplate();

    private final BackgroundTasks tasks = new BackgroundTasks();

    private CustomerImpactBenchmark() {}

    /** Runs it. The arguments are the number of contracts and that of rounds. */
    public static void main(String[] arguments) throws Exception {
        new CustomerImpactBenchmark()
                .run(
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000,
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5);
    }

    private void run(int contracts, int rounds) throws Exception {
        Path directory = Files.createTempDirectory("tables");
        EditedTables.in(directory)
                .replaceInRow(
                        "sla-agreements.csv",
                        List.of("Enterprise Premium", "Initial response", "4 hours"),
                        "Within",
                        "5 hours");
        Policy before = new RulesDirectory(SHIPPED).compileTables().requirePolicy();
        Policy after = new RulesDirectory(directory).compileTables().requirePolicy();
        PolicyImpact impact = PolicyImpact.between(before, after, LIMIT);
        pool.setJdbcUrl(Postgres.newDatabase());
        owner.setDataSource(new DriverManagerDataSource(pool.getJdbcUrl()));
        Contracts store = openStore();
        List<String> plans = before.vocabulary().plans().all();
        int stored = Math.min(contracts, DIFFERENT_TERMS * plans.size());
        store.storeAll("cora", new GeneratedContracts(stored, plans));
        copyContracts(contracts, stored);
        printSeconds("counting stored contracts, as the migration does", () -> {
            owner.execute("SELECT recount_contracts()");
            return contracts;
        });
        owner.execute("VACUUM ANALYZE");
        for (int round = 0; round < rounds; round++) {
            printSeconds(
                    "counting customers", () -> count(store, new CountedChange(before, after, impact, null, null)));
        }
        if (contracts <= MAX_REWRITTEN) {
            measureLater(store, new CountedChange(before, after, impact, null, null));
        }
        tasks.close();
        pool.close();
        FileSystemUtils.deleteRecursively(directory);
    }

    private void measureLater(Contracts store, CountedChange change) {
        owner.execute(
                "UPDATE customer_contract_content SET decides_from = NOW() + MOD(version * HASHTEXT(customer), 365)"
                        + " * INTERVAL '1 day' + INTERVAL '366 days'");
        owner.execute("VACUUM ANALYZE");
        printSeconds("counting customers whose contracts all begin later", () -> count(store, change));
        owner.execute("DROP TABLE customer_contract_content");
        owner.execute("DELETE FROM customer_schema WHERE version IN ('4', '5', '6', '7', '8', '9')");
        printSeconds(
                "indexing the content of stored contracts", () -> openStore().findVersions("any"));
    }

    /** Copies each contract in the database, without triggers, for so many customers in all, whose order has nothing to do with what they signed. */
    private void copyContracts(int contracts, int stored) {
        for (String columns : List.of(
                "customer_contract (%s stored, author, ended, body)",
                "customer_contract_content (%s content, decides_from, ends)")) {
            String table = columns.substring(0, columns.indexOf(' '));
            String copied = columns.substring(columns.indexOf('%') + 2, columns.length() - 1);
            owner.execute(
                    "SET session_replication_role = replica; INSERT INTO " + columns.replace("%s", "customer, version,")
                            + " SELECT 'copy-' || MOD(n * CAST(7919 AS BIGINT), 10000019), 1," + copied
                            + " FROM generate_series("
                            + (stored + 1) + ", " + contracts + ") n JOIN " + table
                            + " ON customer = 'customer-' || MOD(n, " + stored + ") ORDER BY 1");
        }
    }

    private Contracts openStore() {
        return ContractStores.openStore(pool, Clock.systemUTC());
    }

    private String count(Contracts store, CountedChange change) {
        CustomerImpact impact = CustomerStores.createImpacts(store, tasks, Clock.systemUTC())
                .countCustomers(change, true, LIMIT, () -> false)
                .value();
        return change.impact().lines().size() + " lines, " + impact.contracts() + " contracts, " + impact.total() + ", "
                + impact.limit();
    }

    private interface Step {
        Object run();
    }

    private static void printSeconds(String what, Step step) {
        long start = System.nanoTime();
        Object result = step.run();
        System.out.printf("%s: %.2f s (%s)%n", what, (System.nanoTime() - start) / 1e9, result);
    }

    /** Contracts of each plan in turn, with sets of terms in turn; the first set is empty. */
    private static final class GeneratedContracts implements ContractSource {

        private final int count;
        private final List<String> plans;
        private int next;

        GeneratedContracts(int count, List<String> plans) {
            this.count = count;
            this.plans = plans;
        }

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public IncomingContract next() {
            int number = next++;
            return new IncomingContract(
                    number,
                    "customer-" + number,
                    null,
                    new Agreement(
                            plans.get(number % plans.size()),
                            ZoneId.of("Europe/Zurich"),
                            LocalDate.of(2025, 1, 1),
                            null,
                            terms(number / plans.size() % DIFFERENT_TERMS)));
        }

        private static List<Term> terms(int set) {
            Term slower = within(new TermScope(null, "1", "Initial response", null, null), 30 + set);
            Term faster = within(new TermScope("API outage", "1", "Initial response", null, null), 10 + set);
            return set == 0 ? List.of() : set % 2 == 0 ? List.of(slower) : List.of(slower, faster);
        }

        private static Term within(TermScope scope, int minutes) {
            return new Term(
                    "§ 4.2",
                    scope,
                    null,
                    null,
                    minutes + " minutes",
                    null,
                    null,
                    null,
                    TermClock.NONE,
                    null,
                    null,
                    null,
                    Map.of());
        }

        @Override
        public void noteConflict(IncomingContract incoming, long current) {
            throw new IllegalStateException("There is a contract of " + incoming.customer());
        }

        @Override
        public void noteUnchanged(IncomingContract incoming) {
            throw new IllegalStateException("There is the contract of " + incoming.customer());
        }

        @Override
        public boolean isSound() {
            return true;
        }
    }
}
