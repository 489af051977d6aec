package support.entitlement.contract.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.MovableClock;
import support.entitlement.Waiting;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.AnswerComparer;
import support.entitlement.change.impact.Direction;
import support.entitlement.change.impact.PartChange;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractStores;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.impact.CustomerImpacts.CountedChange;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;

/**
 * Compares the customers that are counted with what comes of asking every query for every customer, for random tables, changes and
 * contracts. The system property {@code seeds} asks for more of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CustomerImpactOracleTest {

    private static final int SEEDS = Integer.getInteger("seeds", 3);
    private static final int CUSTOMERS = 26;
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");

    private final MovableClock clock = new MovableClock(NOW.toString());
    private final HikariDataSource pool = new HikariDataSource();
    private final BackgroundTasks tasks = new BackgroundTasks();
    private Contracts contracts;
    private CustomerImpacts impacts;

    /** Returns the address of an empty database. */
    abstract String newDatabase();

    @BeforeAll
    void openTheStore() {
        pool.setJdbcUrl(newDatabase());
        contracts = ContractStores.openStore(pool, clock);
        impacts = new CustomerImpacts(contracts, tasks, clock);
    }

    @AfterAll
    void closeTheStore() {
        tasks.close();
        pool.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheCustomersWhoseAnswersChangeAreCounted(int seed) {
        Random random = new Random(seed + 1_000L * getClass().getSimpleName().length());
        storeContracts(random);
        RandomPolicies.chooseChanges(random).forEach(policies -> assertThatExactlyTheyAreCounted(seed, policies));
    }

    private void assertThatExactlyTheyAreCounted(int seed, RandomPolicies policies) {
        PolicyImpact impact = PolicyImpact.between(policies.before(), policies.after(), Duration.ofHours(1));

        TaskResult<CustomerImpact> counting = impacts.countCustomers(
                new CountedChange(policies.before(), policies.after(), impact, null),
                true,
                Waiting.MAX_WAIT,
                () -> false);

        assertThat(counting.failure()).isNull();
        assertThat(counting.value().limit()).isNull();
        Expected expected = expect(policies, impact);
        assertThat(counting.value())
                .as(
                        "seed %d, %s\n%s",
                        seed,
                        policies,
                        impact.lines().stream()
                                .map(PolicyImpact.ImpactLine::asSentence)
                                .toList())
                .isEqualTo(new CustomerImpact(
                        null,
                        NOW,
                        expected.contracts,
                        expected.total.toCount(),
                        expected.lines.stream().map(CountedCustomers::toCount).toList(),
                        expected.others.toCount()));
    }

    private void storeContracts(Random random) {
        contracts.findVersions("any"); // The tables are created at the first access.
        new JdbcTemplate(pool).execute("DELETE FROM customer_contract_content");
        new JdbcTemplate(pool).execute("DELETE FROM customer_contract_name");
        new JdbcTemplate(pool).execute("DELETE FROM customer_contract");
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "c-" + (char) ('a' + i);
            long versions = 1L + random.nextInt(2);
            for (long follows = 0; follows < versions; follows++) {
                Agreement signed = RandomContracts.choose(random);
                contracts.storeVersion(customer, follows, "cora", signed).orElseThrow();
            }
            if (random.nextInt(8) == 0) {
                contracts.endContract(contracts.findNewest(customer).orElseThrow(), "cora");
            }
        }
    }

    /** Customers who were found by asking everything. */
    private static final class CountedCustomers {

        private final List<String> changed = new ArrayList<>();
        private long better;
        private long worse;
        private long otherwise;

        void add(String customer, AnswerEffect effect) {
            if (effect.changed()) {
                changed.add(customer);
                better += effect.better() ? 1 : 0;
                worse += effect.worse() ? 1 : 0;
                otherwise += effect.better() || effect.worse() ? 0 : 1;
            }
        }

        CustomerCount toCount() {
            return new CustomerCount(
                    changed.size(),
                    better,
                    worse,
                    otherwise,
                    changed.stream().limit(10).toList());
        }
    }

    private static final class Expected {

        private long contracts;
        private final CountedCustomers total = new CountedCustomers();
        private final CountedCustomers others = new CountedCustomers();
        private final List<CountedCustomers> lines = new ArrayList<>();
    }

    private Expected expect(RandomPolicies policies, PolicyImpact impact) {
        Expected expected = new Expected();
        impact.lines().forEach(line -> expected.lines.add(new CountedCustomers()));
        AnswerComparer comparer = new AnswerComparer(policies.before(), policies.after());
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "c-" + (char) ('a' + i);
            Optional<Contract> contract = contracts.findInForce(customer, NOW, null);
            contract.ifPresent(signed -> {
                expected.contracts++;
                addCustomer(expected, signed, policies, impact, comparer);
            });
        }
        return expected;
    }

    private static void addCustomer(
            Expected expected, Contract signed, RandomPolicies policies, PolicyImpact impact, AnswerComparer comparer) {
        List<List<PartChange>> lines =
                impact.lines().stream().map(PolicyImpact.ImpactLine::changes).toList();
        AnswerEffect[] effects = new AnswerEffect[lines.size() + 1];
        Arrays.fill(effects, AnswerEffect.NONE);
        Policy before = policies.before();
        Policy after = policies.after();
        effects[lines.size()] = effectOfPlan(before, after, signed.agreement().plan());
        for (Query query : policies.queriesOf(signed.agreement().plan())) {
            List<PartChange> published = comparer.compareDecisions(before.decide(query), after.decide(query));
            int line = published.isEmpty() ? lines.size() : lines.indexOf(published);
            effects[line] =
                    effects[line].and(effectOn(answer(before, signed, query), answer(after, signed, query), comparer));
        }
        AnswerEffect all = AnswerEffect.NONE;
        for (int line = 0; line < effects.length; line++) {
            (line < lines.size() ? expected.lines.get(line) : expected.others).add(signed.customer(), effects[line]);
            all = all.and(effects[line]);
        }
        expected.total.add(signed.customer(), all);
    }

    private static AnswerEffect effectOfPlan(Policy before, Policy after, String plan) {
        boolean old = before.vocabulary().plans().findSpelling(plan).isPresent();
        boolean now = after.vocabulary().plans().findSpelling(plan).isPresent();
        return new AnswerEffect(old != now, !old && now, old && !now);
    }

    private static Optional<Decision> answer(Policy policy, Contract signed, Query query) {
        try {
            return Optional.of(
                    CustomerPolicy.ofContract(policy, signed, NOW).decide(query).decision());
        } catch (UnusableContractException e) {
            return Optional.empty();
        }
    }

    private static AnswerEffect effectOn(Optional<Decision> old, Optional<Decision> now, AnswerComparer comparer) {
        if (old.isEmpty() || now.isEmpty()) {
            boolean worse = old.isPresent() && now.isEmpty();
            boolean better = old.isEmpty() && now.isPresent();
            return new AnswerEffect(worse || better, better, worse);
        }
        List<Direction> directions = comparer.compareDecisions(old.get(), now.get()).stream()
                .map(PartChange::direction)
                .toList();
        Direction all = Direction.of(directions);
        return new AnswerEffect(
                !directions.isEmpty(),
                all == Direction.BETTER || all == Direction.MIXED,
                all == Direction.WORSE || all == Direction.MIXED);
    }
}
