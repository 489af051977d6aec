package support.entitlement.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.MovableClock;
import support.entitlement.Waiting;
import support.entitlement.contract.group.ContractGroup;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import support.entitlement.contract.lease.ContractMemoryProperties;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.UnstorableValueException;
import tools.jackson.databind.json.JsonMapper;

/** The store of contracts keeps every version, under concurrent writers, on either database. */
abstract class ContractsTest {

    private static final int WRITERS = 32;

    private final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final HikariDataSource pool = new HikariDataSource();
    private Contracts contracts;

    /** Returns the address of an empty database. */
    abstract String newDatabase();

    @BeforeEach
    void openTheStore() {
        pool.setJdbcUrl(newDatabase());
        pool.setConnectionTimeout(Waiting.MAX_WAIT.toMillis());
        contracts = new Contracts(pool, clock, JsonMapper.shared(), new ContractMemoryProperties(20));
    }

    @AfterEach
    void closeTheStore() {
        pool.close();
    }

    private static Agreement agreement(String plan, Term... terms) {
        return new Agreement(
                plan,
                ZoneId.of("Europe/Zurich"),
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                List.of(terms));
    }

    private static Term slower(String issueType) {
        return slower(issueType, Map.of("desk", "Zurich"));
    }

    private static Term slower(String issueType, Map<String, String> texts) {
        return new Term(
                "§ 4.2",
                new TermScope(issueType, "2", "Initial response", null, null),
                LocalDate.parse("2026-02-01"),
                null,
                "12 hours",
                null,
                "24x7",
                "target",
                TermClock.NONE,
                new Term.TermChannels(List.of("Landline"), List.of(), null),
                new Term.TermGuarantee("best-effort", "as we can"),
                new Term.TermAllowance(new java.math.BigDecimal("16.5"), "hours", "year", "none", "soft"),
                texts);
    }

    @Test
    void whatIsStoredIsFoundAgainWordByWord() {
        Agreement signed = agreement("Gold", slower("Bugs"), slower("Questions"));

        Contract stored = contracts.storeVersion("acme", 0, "cora", signed).orElseThrow();

        assertThat(contracts.findNewest("acme")).contains(stored);
        assertThat(stored.agreement()).isEqualTo(signed);
        assertThat(stored)
                .isEqualTo(new Contract("acme", 1, Instant.parse("2026-03-06T08:00:00Z"), "cora", null, signed));
        assertThat(contracts.findNewest("ACME")).isEmpty();
    }

    @Test
    void theFirstAndTheLastDayThatAContractCanNameAreStored() {
        Agreement forEver = new Agreement(
                "Gold",
                ZoneId.of("Europe/Zurich"),
                LocalDate.parse("0001-01-01"),
                LocalDate.parse("9999-12-31"),
                List.of());
        Agreement further = new Agreement(
                "Silver", ZoneId.of("Pacific/Pago_Pago"), forEver.validFrom(), forEver.validUntil(), List.of());

        contracts.storeVersion("acme", 0, "cora", forEver);
        contracts.storeVersion("bolt", 0, "cora", further);

        assertThat(contracts.findNewest("acme").orElseThrow().agreement()).isEqualTo(forEver);
        assertThat(contracts
                        .groups()
                        .findGroups(clock.instant(), 10, Waiting.MAX_WAIT)
                        .orElseThrow()
                        .contracts())
                .isEqualTo(2);
    }

    @Test
    void aChangeIsANewVersionAndTheOldOneStays() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));
        clock.advance(Duration.ofDays(1));
        contracts.storeVersion("acme", 1, "carl", agreement("Silver"));

        assertThat(contracts.findNewest("acme").orElseThrow().agreement().plan())
                .isEqualTo("Silver");
        assertThat(contracts
                        .findNewest("acme", Instant.parse("2026-03-07T07:59:59Z"))
                        .orElseThrow()
                        .agreement()
                        .plan())
                .isEqualTo("Gold");
        assertThat(contracts.findNewest("acme", Instant.parse("2026-03-06T07:59:59Z")))
                .isEmpty();
        assertThat(contracts.findVersions("acme")).extracting(Contract::version).containsExactly(2L, 1L);
        assertThat(contracts.findVersions("acme")).extracting(Contract::author).containsExactly("carl", "cora");
    }

    @Test
    void aRememberedContractIsTheSameObjectUntilAnyReplicaStoresAnother() {
        Contracts replica = new Contracts(pool, clock, JsonMapper.shared(), new ContractMemoryProperties(20));
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")));
        contracts.storeVersion("bolt", 0, "cora", agreement("Gold"));
        Contract first = replica.findNewest("acme").orElseThrow();

        assertThat(replica.findNewest("acme").orElseThrow()).isSameAs(first);

        Contract second =
                contracts.storeVersion("acme", 1, "carl", agreement("Silver")).orElseThrow();
        assertThat(replica.findNewest("acme")).contains(second);
        assertThat(replica.findNewest("bolt").orElseThrow().agreement().plan()).isEqualTo("Gold");
    }

    @Test
    void whatContractsTakeInMemoryGrowsWithTheirTexts() {
        Map<String, String> texts = IntStream.range(0, 100)
                .boxed()
                .collect(Collectors.toMap(number -> "text " + number, number -> "x".repeat(1_000)));
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs", texts)));

        contracts.findNewest("acme");

        assertThat(contracts.memory().bytes()).isGreaterThan(100_000);
    }

    @Test
    void aStoredContractWithMembersThatTheServiceDoesNotKnowIsRead() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")));
        new JdbcTemplate(pool)
                .update(
                        "UPDATE customer_contract SET body = REPLACE(body, '\"clause\"', '\"dated\": false, \"clause\"')");

        assertThat(contracts.findNewest("acme").orElseThrow().agreement()).isEqualTo(agreement("Gold", slower("Bugs")));
    }

    @Test
    void aNumberThatADatabaseGivesOutAgainAfterItWasPutBackIsAnotherContract() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));
        assertThat(contracts.findNewest("acme").orElseThrow().agreement().plan())
                .isEqualTo("Gold");
        new JdbcTemplate(pool)
                .update(
                        "UPDATE customer_contract SET stored = ?, body = REPLACE(body, 'Gold', 'Silver')",
                        OffsetDateTime.parse("2026-03-06T08:00:01Z"));

        assertThat(contracts.findNewest("acme").orElseThrow().agreement().plan())
                .isEqualTo("Silver");
    }

    @Test
    void contractsThatSayTheSameAreOneGroup() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")));
        contracts.storeVersion("bolt", 0, "cora", agreement("GOLD", slower("Bugs")));
        contracts.storeVersion("corp", 0, "cora", agreement("Gold", slower("Questions")));
        contracts.storeVersion("dyne", 0, "cora", agreement("Gold", slower("Bugs")));
        contracts.endContract(contracts.findNewest("dyne").orElseThrow(), "cora");

        List<ContractGroup> groups = groupsNow().largest();

        assertThat(groupsNow().contracts()).isEqualTo(3);
        assertThat(contracts.groups().findGroups(clock.instant(), 1, Waiting.MAX_WAIT))
                .as("the largest, and the number of all")
                .contains(new GroupedContracts(groups.subList(0, 1), 3, 0));
        List<UUID> contents = groups.stream().map(ContractGroup::content).toList();
        assertThat(groups).extracting(ContractGroup::customers).containsExactly(2L, 1L);
        assertThat(contracts.groups().findFirstCustomers(contents, clock.instant(), Waiting.MAX_WAIT))
                .contains(Map.of(contents.get(0), "acme", contents.get(1), "corp"));
        assertThat(contracts.groups().findExamples(contents))
                .containsEntry(
                        groups.get(0).content(), contracts.findNewest("acme").orElseThrow())
                .containsEntry(
                        groups.get(1).content(), contracts.findNewest("corp").orElseThrow());
        assertThat(contracts.groups().findCustomersOf(contents.get(0), clock.instant(), 10, Waiting.MAX_WAIT))
                .contains(List.of("acme", "bolt"));
        assertThat(contracts.groups().findGroups(Instant.parse("2027-01-01T00:00:00Z"), 10, Waiting.MAX_WAIT))
                .as("after their last day")
                .contains(new GroupedContracts(List.of(), 0, 0));
    }

    private GroupedContracts groupsNow() {
        return contracts
                .groups()
                .findGroups(clock.instant(), 10, Waiting.MAX_WAIT)
                .orElseThrow();
    }

    @Test
    void contractsThatWereStoredBeforeTheirContentWasKnownAreGroupedAfterAnUpgrade() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")));
        contracts.storeVersion("acme", 1, "cora", agreement("Silver"));
        contracts.storeVersion("bolt", 0, "cora", agreement("Silver"));
        GroupedContracts before = groupsNow();
        JdbcTemplate owner = new JdbcTemplate(new DriverManagerDataSource(pool.getJdbcUrl()));
        owner.execute("DROP TABLE customer_contract_content");
        owner.execute("DELETE FROM \"customer_schema\" WHERE \"version\" IN ('4', '5', '6', '7', '8', '9')");

        contracts = new Contracts(pool, clock, JsonMapper.shared(), new ContractMemoryProperties(20));

        assertThat(groupsNow()).isEqualTo(before);
        assertThat(before.largest()).extracting(ContractGroup::customers).containsExactly(2L);
    }

    @Test
    void contractsThatAnOlderReplicaStoresWithoutTheirContentAreGroupedByAllWhoCountNext() {
        contracts.storeAll(
                "cora",
                new File(IntStream.range(0, 2_001)
                        .mapToObj(line -> new ContractSource.IncomingContract(
                                line, "old-" + line, null, agreement("Silver", slower("Bugs"))))
                        .toArray(ContractSource.IncomingContract[]::new)));
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));
        contracts.storeVersion("acme", 1, "cora", agreement("Silver"));
        GroupedContracts all = groupsNow();
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.update("DELETE FROM customer_contract_content WHERE customer LIKE 'old-%' OR version = 2");

        List<CompletableFuture<GroupedContracts>> counts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::groupsNow))
                .limit(3)
                .toList();

        assertThat(all.contracts()).isEqualTo(2_002);
        assertThat(counts).allSatisfy(count -> assertThat(count.join()).isEqualTo(all));
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM customer_contract_content", Long.class))
                .isEqualTo(2_003);
    }

    @Test
    void aVersionThatBeginsLaterLeavesTheOneBeforeItInForceUntilThen() {
        Contract first =
                contracts.storeVersion("acme", 0, "cora", agreement("Gold")).orElseThrow();
        Agreement shorter = new Agreement(
                "Gold",
                ZoneId.of("Europe/Zurich"),
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-09-30"),
                List.of());
        Agreement renewal = new Agreement("Silver", ZoneId.of("UTC"), LocalDate.parse("2026-11-01"), null, List.of());

        assertThat(contracts.findInForce("acme", Instant.parse("2026-10-01T00:00:00Z"), null))
                .contains(first);
        clock.advance(Duration.ofDays(1));
        Contract second = contracts.storeVersion("acme", 1, "cora", shorter).orElseThrow();
        Contract third = contracts.storeVersion("acme", 2, "cora", renewal).orElseThrow();

        assertThat(contracts.findInForce("acme", Instant.parse("2026-09-30T21:59:59Z"), null))
                .contains(second);
        assertThat(contracts.findInForce("acme", Instant.parse("2026-09-30T22:00:00Z"), null))
                .as("a shortened contract is not in force again")
                .isEmpty();
        assertThat(contracts.findInForce("acme", Instant.parse("2026-10-31T23:59:59Z"), null))
                .isEmpty();
        assertThat(contracts.findInForce("acme", Instant.parse("2026-11-01T00:00:00Z"), null))
                .contains(third);
        assertThat(contracts.findInForce("acme", Instant.parse("2026-10-01T00:00:00Z"), first.stored()))
                .as("the version that was stored first")
                .contains(first);
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .containsExactly("acme");
        clock.advance(Duration.ofDays(1));
        contracts.endContract(third, "cora");
        assertThat(contracts.findInForce("acme", clock.instant(), null)).isEmpty();
        assertThat(contracts.findInForce("acme", clock.instant().minusMillis(1), null))
                .contains(second);
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .isEmpty();
    }

    @Test
    void usersOfANameAreCountedUpToALimit() {
        NameUse gold = new NameUse(NameUse.UsedNameKind.PLAN, "Gold");
        List.of("acme", "bolt", "corp")
                .forEach(customer -> contracts.storeVersion(customer, 0, "cora", agreement("Gold")));

        assertThat(contracts.nameUses().countContracts(gold, 10)).isEqualTo(3);
        assertThat(contracts.nameUses().countContracts(gold, 2)).isEqualTo(2);
    }

    @Test
    void theNamesOfAVersionAreForgottenOnceTheNextBegins() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")));
        contracts.storeVersion(
                "acme",
                1,
                "cora",
                new Agreement(
                        "Silver", ZoneId.of("UTC"), LocalDate.parse("2026-04-01"), null, List.of(slower("Bugs"))));

        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "gold"), 10))
                .containsExactly("acme");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "SILVER"), 10))
                .containsExactly("acme");
        assertThat(contracts.nameUses().findContractsAfter("", "Gold", 10))
                .as("the newest version does not")
                .isEmpty();
        assertThat(contracts.nameUses().findContractsAfter("", "silver", 10))
                .extracting(Contract::customer)
                .containsExactly("acme");
        contracts.storeVersion("beta", 0, "cora", agreement("Bronze"));
        clock.advance(Duration.ofDays(30));
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Bronze"), 10))
                .containsExactly("beta");
        clock.advance(Duration.ofDays(300));
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Bronze"), 10))
                .as("its last day has passed")
                .isEmpty();
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .isEmpty();
        assertThat(contracts.nameUses().countContracts(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .isZero();
        assertThat(contracts.nameUses().findAll())
                .contains(new NameUse(NameUse.UsedNameKind.ISSUE_TYPE, "Bugs"))
                .doesNotContain(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"));
    }

    /** A file of contracts that records refused ones. */
    static final class File extends ContractFile {

        private final List<String> refused = new ArrayList<>();

        File(IncomingContract... lines) {
            super(List.of(lines).iterator());
        }

        @Override
        public void noteConflict(IncomingContract incoming, long current) {
            refused.add(incoming.customer() + " " + current);
        }

        @Override
        public void noteUnchanged(IncomingContract incoming) {
            refused.add(incoming.customer() + " is there");
        }

        @Override
        public boolean isSound() {
            return refused.isEmpty();
        }
    }

    @Test
    void theContractsOfAFileAreStoredTogetherOrNotAtAll() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));
        contracts.endContract(
                contracts.storeVersion("bond", 0, "cora", agreement("Gold")).orElseThrow(), "cora");
        File late = new File(
                new ContractSource.IncomingContract(1, "zoe", null, agreement("Gold")),
                new ContractSource.IncomingContract(2, "acme", null, agreement("Gold")),
                new ContractSource.IncomingContract(3, "yves", 4L, agreement("Gold")));

        assertThat(contracts.storeAll("carl", late)).isZero();
        assertThat(late.refused).containsExactly("acme 1", "yves 0");
        assertThat(contracts.findNewest("zoe")).isEmpty();
        assertThat(contracts.findUnendedAfter("", 10))
                .extracting(Contract::customer)
                .containsExactly("acme");

        File good = new File(
                new ContractSource.IncomingContract(1, "zoe", null, agreement("Silver", slower("Bugs"))),
                new ContractSource.IncomingContract(2, "acme", 1L, agreement("Silver", slower("Bugs"))),
                new ContractSource.IncomingContract(3, "bond", null, agreement("Silver")));
        assertThat(contracts.storeAll("carl", good)).isEqualTo(3);
        assertThat(contracts.findUnendedAfter("", 10))
                .extracting(Contract::customer, Contract::version)
                .containsExactly(tuple("acme", 2L), tuple("bond", 3L), tuple("zoe", 1L));
        assertThat(contracts.findUnendedAfter("acme", 1))
                .extracting(Contract::customer)
                .containsExactly("bond");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.ISSUE_TYPE, "Bugs"), 10))
                .containsExactly("acme", "zoe");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .isEmpty();
    }

    @Test
    void nobodyWritesOnTopOfAVersionThatTheyHaveNotSeen() {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));

        assertThat(contracts.storeVersion("acme", 0, "carl", agreement("Silver")))
                .isEmpty();
        assertThat(contracts.storeVersion("acme", 7, "carl", agreement("Silver")))
                .isEmpty();
        assertThat(contracts.findVersions("acme")).hasSize(1);
    }

    @Test
    void ofManyWhoWriteAtOnceOneComesFirst() throws Exception {
        contracts.storeVersion("acme", 0, "cora", agreement("Gold"));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<Optional<Contract>>> writes = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String author = "writer " + i;
            writes.add(writers.submit(() -> contracts.storeVersion("acme", 1, author, agreement("Silver"))));
        }
        List<Contract> stored = new ArrayList<>();
        for (Future<Optional<Contract>> write : writes) {
            write.get().ifPresent(stored::add);
        }
        writers.shutdown();

        assertThat(stored).hasSize(1);
        assertThat(contracts.findNewest("acme")).contains(stored.get(0));
        assertThat(contracts.findVersions("acme")).hasSize(2);
    }

    @Test
    void aContractThatIsEndedWasInForceBefore() {
        Contract first =
                contracts.storeVersion("acme", 0, "cora", agreement("Gold")).orElseThrow();
        clock.advance(Duration.ofDays(1));

        Contract ended = contracts.endContract(first, "carl").orElseThrow();

        assertThat(ended.version()).isEqualTo(2);
        assertThat(ended.isInForceAt(Instant.parse("2026-03-07T08:00:00Z"))).isFalse();
        assertThat(ended.isInForceAt(Instant.parse("2026-03-07T07:59:59Z"))).isTrue();
        assertThat(contracts.endContract(first, "carl")).isEmpty();
        assertThat(contracts.storeVersion("acme", 2, "cora", agreement("Gold"))).isPresent();
    }

    @Test
    void aContractIsInForceFromItsFirstDayToItsLastInTheZoneOfTheCustomer() {
        Contract contract = contracts
                .storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")))
                .orElseThrow();

        assertThat(contract.isInForceAt(Instant.parse("2025-12-31T22:59:59Z"))).isFalse();
        assertThat(contract.isInForceAt(Instant.parse("2025-12-31T23:00:00Z"))).isTrue();
        assertThat(contract.isInForceAt(Instant.parse("2026-12-31T22:59:59Z"))).isTrue();
        assertThat(contract.isInForceAt(Instant.parse("2026-12-31T23:00:00Z"))).isFalse();
        assertThat(contract.termsAt(Instant.parse("2026-01-31T22:59:59Z"))).isEmpty();
        assertThat(contract.termsAt(Instant.parse("2026-01-31T23:00:00Z"))).hasSize(1);
    }

    @Test
    void whoUsesANameIsKnownUntilTheyNoLongerDo() {
        Contract acme = contracts
                .storeVersion("acme", 0, "cora", agreement("Gold", slower("Bugs")))
                .orElseThrow();
        contracts.storeVersion("beta", 0, "cora", agreement("Gold"));

        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .containsExactly("acme", "beta");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 1))
                .containsExactly("acme");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.ISSUE_TYPE, "Bugs"), 10))
                .containsExactly("acme");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.CHANNEL, "Landline"), 10))
                .containsExactly("acme");

        contracts.endContract(acme, "cora");

        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.PLAN, "Gold"), 10))
                .containsExactly("beta");
        assertThat(contracts.nameUses().findCustomers(new NameUse(NameUse.UsedNameKind.CHANNEL, "Landline"), 10))
                .isEmpty();
    }

    @Test
    void aStoreThatCannotBeReachedSaysSo() {
        pool.close();

        assertThatThrownBy(() -> contracts.findNewest("acme"))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The store of contracts cannot be reached.");
    }

    @Test
    void aValueThatTheDatabaseDoesNotTakeIsTheCallersFaultAndTheDatabaseIsThere() {
        List<Supplier<Optional<Contract>>> unstorable = List.of(
                () -> contracts.storeVersion("a".repeat(201), 0, "cora", agreement("Gold")),
                () -> contracts.storeVersion("acme", 0, "c".repeat(300), agreement("Gold")),
                () -> contracts.storeVersion("acme", 0, "cora", agreement("G".repeat(500))));

        assertThat(unstorable)
                .allSatisfy(put -> assertThatThrownBy(put::get)
                        .isInstanceOf(UnstorableValueException.class)
                        .message()
                        .doesNotContainIgnoringCase("customer_contract", "insert"));
        assertThat(contracts.findNewest("acme")).isEmpty();
    }
}
