package support.entitlement.contract.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                new CountedChange(policies.before(), policies.after(), impact, null, null),
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
            long versions = 1L + random.nextInt(3);
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
        private final EffectTally tally = new EffectTally();
        private final List<String> changedLater = new ArrayList<>();
        private final EffectTally laterTally = new EffectTally();
        private Instant from = Instant.MAX;

        /** Adds a customer, with the effects by the instants from which they hold. */
        void add(String customer, NavigableMap<Instant, AnswerEffect> effects) {
            AnswerEffect now = effects.firstEntry().getValue();
            tally.add(1, now);
            if (now.changed()) {
                changed.add(customer);
                return;
            }
            laterTally.add(1, effects.values().stream().reduce(AnswerEffect.NONE, AnswerEffect::and));
            effects.entrySet().stream()
                    .filter(effect -> effect.getValue().changed())
                    .findFirst()
                    .ifPresent(first -> {
                        changedLater.add(customer);
                        from = first.getKey().isBefore(from) ? first.getKey() : from;
                    });
        }

        CustomerCount toCount() {
            return new CustomerCount(
                    tally.changed(),
                    tally.better(),
                    tally.worse(),
                    tally.otherwise(),
                    changed.stream().limit(10).toList(),
                    new LaterCustomers(
                            laterTally.changed(),
                            laterTally.better(),
                            laterTally.worse(),
                            laterTally.otherwise(),
                            changedLater.isEmpty() ? null : from,
                            changedLater.stream().limit(10).toList()));
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
        for (int i = 0; i < CUSTOMERS; i++) {
            addCustomer(expected, "c-" + (char) ('a' + i), policies, impact);
        }
        return expected;
    }

    /** Asks every query for a customer at every instant at which what the customer signed may change. */
    private void addCustomer(Expected expected, String customer, RandomPolicies policies, PolicyImpact impact) {
        List<Contract> versions = contracts.findVersions(customer);
        expected.contracts += Contract.findInForce(versions, NOW).isPresent() ? 1 : 0;
        List<NavigableMap<Instant, AnswerEffect>> parts = new ArrayList<>();
        IntStream.rangeClosed(0, impact.lines().size() + 1).forEach(part -> parts.add(new TreeMap<>()));
        Stream.concat(Stream.of(NOW), versions.stream().flatMap(Contract::changeInstants))
                .filter(instant -> !instant.isBefore(NOW))
                .distinct()
                .forEach(instant -> {
                    List<AnswerEffect> effects = Contract.findInForce(versions, instant)
                            .map(signed -> effectsAt(instant, signed, policies, impact))
                            .orElse(Collections.nCopies(parts.size(), AnswerEffect.NONE));
                    IntStream.range(0, parts.size())
                            .forEach(part -> parts.get(part).put(instant, effects.get(part)));
                });
        for (int line = 0; line < impact.lines().size(); line++) {
            expected.lines.get(line).add(customer, parts.get(line));
        }
        expected.others.add(customer, parts.get(parts.size() - 2));
        expected.total.add(customer, parts.get(parts.size() - 1));
    }

    /** Returns the effects on the answers of each line, on the others, and on all. */
    private static List<AnswerEffect> effectsAt(
            Instant at, Contract signed, RandomPolicies policies, PolicyImpact impact) {
        List<List<PartChange>> lines =
                impact.lines().stream().map(PolicyImpact.ImpactLine::changes).toList();
        AnswerEffect[] effects = new AnswerEffect[lines.size() + 2];
        Arrays.fill(effects, AnswerEffect.NONE);
        Policy before = policies.before();
        Policy after = policies.after();
        AnswerComparer comparer = new AnswerComparer(before, after);
        effects[lines.size()] = effectOfPlan(before, after, signed.agreement().plan());
        for (Query query : policies.queriesOf(signed.agreement().plan())) {
            List<PartChange> published = comparer.compareDecisions(before.decide(query), after.decide(query));
            int line = published.isEmpty() ? lines.size() : lines.indexOf(published);
            effects[line] = effects[line].and(
                    effectOn(answer(before, signed, at, query), answer(after, signed, at, query), comparer));
        }
        effects[lines.size() + 1] = Stream.of(effects).reduce(AnswerEffect.NONE, AnswerEffect::and);
        return List.of(effects);
    }

    private static AnswerEffect effectOfPlan(Policy before, Policy after, String plan) {
        boolean old = before.vocabulary().plans().findSpelling(plan).isPresent();
        boolean now = after.vocabulary().plans().findSpelling(plan).isPresent();
        return new AnswerEffect(old != now, !old && now, old && !now);
    }

    private static Optional<Decision> answer(Policy policy, Contract signed, Instant at, Query query) {
        try {
            return Optional.of(
                    CustomerPolicy.ofContract(policy, signed, at).decide(query).decision());
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
