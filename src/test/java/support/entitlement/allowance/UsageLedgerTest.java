package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import support.entitlement.MovableClock;
import support.entitlement.Waiting;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageRefusedException.RefusalReason;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** The ledger counts each use once and keeps limits, on each database. */
abstract class UsageLedgerTest {

    static final Grant YEARLY = GrantMap.hours("8", Per.YEAR, CarryOver.NONE, Limit.HARD);

    final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    final GrantMap grants = new GrantMap();
    private final HikariDataSource pool = new HikariDataSource();
    UsageLedger ledger;
    private int keys;

    /** The address of an empty database. */
    abstract String newDatabase();

    @BeforeEach
    void open() {
        pool.setJdbcUrl(newDatabase());
        pool.setConnectionTimeout(Waiting.MAX_WAIT.toMillis());
        ledger = ledger(clock);
        grants.put("acme", "Europe/Zurich", "2024-02-29", YEARLY);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private UsageLedger ledger(MovableClock itsClock) {
        return new UsageLedger(pool, grants, itsClock);
    }

    static UsageRequest use(String amount, @Nullable String at) {
        return new UsageRequest(
                EntryKind.USE,
                null,
                GrantMap.SESSIONS,
                new BigDecimal(amount),
                at == null ? null : Instant.parse(at),
                null,
                "");
    }

    private UsageRequest reserve(String amount, Duration time) {
        return new UsageRequest(
                EntryKind.RESERVE,
                null,
                GrantMap.SESSIONS,
                new BigDecimal(amount),
                null,
                clock.instant().plus(time),
                "");
    }

    private static UsageRequest about(EntryKind kind, UsageEntry of, @Nullable String amount) {
        return new UsageRequest(kind, of.id(), null, amount == null ? null : new BigDecimal(amount), null, null, "");
    }

    private UsageEntry record(UsageRequest request) {
        return ledger.recordUsage("acme", request, "key-" + keys++, "ada");
    }

    private void assertRefused(UsageRequest request, RefusalReason reason) {
        assertThatThrownBy(() -> record(request))
                .asInstanceOf(InstanceOfAssertFactories.throwable(UsageRefusedException.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private String left(String at) {
        return ledger.findBalances("acme", Instant.parse(at))
                .orElseThrow()
                .get(0)
                .remaining()
                .toPlainString();
    }

    @Test
    void eightHoursAYearAreEightHoursInEachYear() {
        assertThat(record(use("6.5", null)).remaining()).isEqualByComparingTo("1.5");
        assertThat(record(use("1.5", null)).remaining()).isEqualByComparingTo("0");
        assertRefused(use("0.5", null), RefusalReason.EXCEEDED);
        assertThat(left("2026-12-31T22:59:59Z")).isEqualTo("0");
        assertThat(left("2026-12-31T23:00:00Z")).isEqualTo("8");
    }

    @Test
    void theYearTurnsInTheCustomersZone() {
        record(use("8", "2026-12-31T22:59:59.999999Z"));

        assertRefused(use("1", "2026-12-31T22:59:59Z"), RefusalReason.EXCEEDED);
        assertThat(record(use("8", "2026-12-31T23:00:00Z")).remaining()).isEqualByComparingTo("0");
    }

    @Test
    void aKeyIsAnsweredOnceAndRefusedWithAnotherRequest() {
        UsageEntry first = ledger.recordUsage("acme", use("6", null), "key", "ada");

        assertThat(ledger.recordUsage("acme", use("6.0", null), "key", "bob")).isEqualTo(first);
        assertThatThrownBy(() -> ledger.recordUsage("acme", use("1", null), "key", "ada"))
                .isInstanceOf(UsageRefusedException.class)
                .hasMessageContaining("recorded entry " + first.id());
        assertThat(ledger.findEntriesAfter("acme", 0, 10)).containsExactly(first);
    }

    @Test
    void aReservationIsKeptUntilItIsCommittedReleasedOrExpires() {
        UsageEntry committed = record(reserve("3", Duration.ofDays(1)));
        UsageEntry released = record(reserve("3", Duration.ofDays(1)));
        UsageEntry expired = record(reserve("2", Duration.ofHours(1)));
        assertRefused(use("0.1", null), RefusalReason.EXCEEDED);

        assertThat(record(about(EntryKind.COMMIT, committed, "2")).remaining()).isEqualByComparingTo("1");
        assertThat(record(about(EntryKind.RELEASE, released, null)).remaining()).isEqualByComparingTo("4");
        clock.advance(Duration.ofHours(1));
        assertThat(left("2026-03-06T09:00:00Z")).isEqualTo("6");
        assertRefused(about(EntryKind.COMMIT, expired, null), RefusalReason.CLOSED);
        assertRefused(about(EntryKind.COMMIT, committed, null), RefusalReason.CLOSED);
        assertRefused(about(EntryKind.RELEASE, committed, null), RefusalReason.CLOSED);
        assertRefused(about(EntryKind.COMMIT, released, null), RefusalReason.CLOSED);
    }

    @Test
    void notMoreIsCommittedThanWasReserved() {
        UsageEntry reserved = record(reserve("3", Duration.ofDays(1)));

        assertRefused(about(EntryKind.COMMIT, reserved, "3.5"), RefusalReason.MORE_THAN_RESERVED);
    }

    @Test
    void aReservationEndsInTheFutureAndNotTooFarAway() {
        assertRefused(reserve("1", Duration.ZERO), RefusalReason.BAD_EXPIRY);
        assertRefused(reserve("1", Duration.ofDays(401)), RefusalReason.BAD_EXPIRY);
    }

    @Test
    void aCorrectionSaysWhatTheUseShouldHaveBeenAndRewritesNothing() {
        UsageEntry use = record(use("6", null));

        assertThat(record(about(EntryKind.CORRECTION, use, "2")).amount()).isEqualByComparingTo("-4");
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("6");
        assertThat(record(about(EntryKind.CORRECTION, use, "8")).amount()).isEqualByComparingTo("6");
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("0");
        assertRefused(about(EntryKind.CORRECTION, use, "9"), RefusalReason.EXCEEDED);
        assertThat(ledger.findEntriesAfter("acme", 0, 10)).hasSize(3).first().isEqualTo(use);
    }

    @Test
    void onlyWhatWasUsedCanBeCorrectedAndOnlyWhatWasReservedCommitted() {
        assertRefused(
                about(EntryKind.CORRECTION, record(reserve("1", Duration.ofDays(1))), "2"), RefusalReason.WRONG_KIND);
        assertRefused(about(EntryKind.COMMIT, record(use("1", null)), null), RefusalReason.WRONG_KIND);
    }

    @Test
    void aClockThatIsBehindFindsNoReservationInForceAgain() {
        UsageLedger slow = ledger(new MovableClock("2026-03-06T08:00:00Z"));
        UsageEntry reserved = record(reserve("8", Duration.ofHours(1)));
        clock.advance(Duration.ofHours(1));
        record(use("8", null));

        assertThatThrownBy(() -> slow.recordUsage("acme", about(EntryKind.COMMIT, reserved, null), "slow", "ada"))
                .hasMessageContaining("has expired");
    }

    @Test
    void aSoftLimitIsExceededAndSaysByHowMuch() {
        grants.put("acme", "UTC", "2026-01-01", GrantMap.hours("8", Per.YEAR, CarryOver.NONE, Limit.SOFT));

        assertThat(record(use("10", null)).remaining()).isEqualByComparingTo("0");
        assertThat(ledger.findBalances("acme", clock.instant())
                        .orElseThrow()
                        .get(0)
                        .overage())
                .isEqualByComparingTo("2");
    }

    @Test
    void aPlanThatChangesInTheYearKeepsWhatWasUsed() {
        record(use("6", "2026-03-01T12:00:00Z"));
        grants.put("acme", "Europe/Zurich", "2026-07-01", GrantMap.hours("20", Per.YEAR, CarryOver.NONE, Limit.HARD));

        assertThat(left("2026-07-02T00:00:00Z")).isEqualTo("14");
        assertThat(left("2026-06-01T00:00:00Z")).isEqualTo("2");
    }

    @Test
    void lateUseOverdrawsNoGrantOfThePeriod() {
        record(use("6", "2026-08-01T12:00:00Z"));
        grants.put("acme", "Europe/Zurich", "2026-07-01", GrantMap.hours("10", Per.YEAR, CarryOver.NONE, Limit.HARD));

        assertThat(left("2026-06-01T00:00:00Z")).as("8 then, but 4 of the 10").isEqualTo("4");
        assertRefused(use("4.5", "2026-06-01T00:00:00Z"), RefusalReason.EXCEEDED);
        record(use("4", "2026-06-01T00:00:00Z"));
        assertThat(left("2026-07-02T00:00:00Z")).isEqualTo("0");
    }

    @Test
    void anUnlimitedGrantThatIsLimitedLaterInThePeriodLeavesWhatTheLaterOneDoes() {
        Grant unlimited = new Grant(
                GrantMap.SESSIONS,
                Amounts.UNLIMITED,
                "hours",
                Per.YEAR,
                CarryOver.NONE,
                Limit.HARD,
                Basis.PUBLISHED,
                null);
        grants.put("turn", "UTC", "2026-01-01", unlimited)
                .put("turn", "UTC", "2026-07-01", GrantMap.hours("100", Per.YEAR, CarryOver.NONE, Limit.HARD));

        UsageEntry entry = ledger.recordUsage("turn", use("60", "2026-03-01T00:00:00Z"), "1", "ada");

        assertThat(entry.remaining()).isEqualByComparingTo("40");
        assertThat(leftOf("turn", "2026-03-01T00:00:00Z")).isEqualTo("40");
    }

    @Test
    void aContractYearEndsWhereAnotherContractBegins() {
        Grant perContractYear = GrantMap.hours("8", Per.CONTRACT_YEAR, CarryOver.NONE, Limit.HARD);
        grants.put("turn", "UTC", "2026-01-01", perContractYear).put("turn", "UTC", "2026-07-01", perContractYear);
        ledger.recordUsage("turn", use("8", "2026-08-01T00:00:00Z"), "1", "ada");

        AllowanceBalance before = ledger.findBalances("turn", Instant.parse("2026-05-01T00:00:00Z"))
                .orElseThrow()
                .get(0);
        assertThat(before.remaining()).isEqualByComparingTo("8");
        assertThat(before.period().until()).isEqualTo("2026-07-01");
        assertThat(leftOf("turn", "2026-08-01T00:00:00Z")).isEqualTo("0");
    }

    @Test
    void aUnitThatIsSpelledOtherwiseIsTheSameAndAnotherOneIsCountedByItself() {
        UsageEntry use = record(use("6", null));
        grants.put("acme", "UTC", "2026-01-01", inUnit("Hours"));
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("2");

        grants.put("acme", "UTC", "2026-01-01", inUnit("sessions"));
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("8");
        assertRefused(about(EntryKind.CORRECTION, use, "6.5"), RefusalReason.NO_ALLOWANCE);
        assertThat(record(about(EntryKind.CORRECTION, use, "1")).remaining()).isEqualByComparingTo("0");
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("8");
    }

    /** An earlier version made keys in which ß and ss differed. */
    @Test
    void useThatWasRecordedUnderAnotherKeyOfItsNameIsFound() {
        record(use("6", null));
        JdbcClient database = JdbcClient.create(pool);
        database.sql("UPDATE usage_entry SET issue_type = 'Schlie\u00DFung', issue_key = 'schlie\u00DFung'")
                .update();
        database.sql("DELETE FROM \"usage_schema_history\" WHERE \"version\" IN ('2', '3', '4')")
                .update();
        Grant closing = grant("Schlie\u00DFung", "hours");
        grants.put("acme", "UTC", "2026-01-01", closing);

        ledger = ledger(clock);

        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("2");
    }

    /** A database of an earlier version, which knew no weights and no fees. */
    @Test
    void entriesOfEarlierVersionsStayReadableAndCountAsTheyAre() {
        UsageEntry before = record(use("6", null));
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource(pool.getJdbcUrl()));
        for (String column : List.of("counted", "counting", "over_after", "chargeable", "fee")) {
            database.sql("ALTER TABLE usage_entry DROP COLUMN " + column).update();
        }
        database.sql("DELETE FROM \"usage_schema_history\" WHERE \"version\" IN ('3', '4')")
                .update();

        ledger = ledger(clock);

        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("2");
        assertThat(ledger.findEntriesAfter("acme", 0, 9)).containsExactly(before);
        assertThat(record(about(EntryKind.CORRECTION, before, "5")).remaining()).isEqualByComparingTo("3");
        assertThat(record(about(EntryKind.CORRECTION, before, "5.5")).remaining())
                .isEqualByComparingTo("2.5");
    }

    /** A database of an earlier version, which keyed entries by their ids alone, and a replica of that version beside the new one. */
    @Test
    void entriesThatWereKeyedByTheirIdsKeepThemAndOlderReplicasGoOn() {
        pool.close();
        try (HikariDataSource earlier = new HikariDataSource()) {
            earlier.setJdbcUrl(newDatabase());
            JdbcClient older = JdbcClient.create(new DriverManagerDataSource(earlier.getJdbcUrl()));
            startEarlierVersion(earlier.getJdbcUrl());
            older.sql("INSERT INTO usage_customer VALUES ('acme', '2026-03-01 00:00:00Z')")
                    .update();
            addByEarlierVersion(older, "reserve", null, null, "3");
            addByEarlierVersion(older, "commit", 1L, null, "2");
            addByEarlierVersion(older, "correction", null, 2L, "1");

            ledger = new UsageLedger(earlier, grants, clock);

            assertThat(ledger.findEntriesAfter("acme", 0, 9))
                    .extracting(UsageEntry::id, UsageEntry::of)
                    .containsExactly(tuple(1L, null), tuple(2L, 1L), tuple(3L, 2L));
            assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("5");
            UsageEntry use = record(use("1", null));
            startEarlierVersion(earlier.getJdbcUrl());
            addByEarlierVersion(older, "correction", null, use.id(), "1");
            addByEarlierVersion(older, "use", null, null, "1");
            assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("2");
            assertThat(ledger.findEntriesAfter("acme", use.id(), 9))
                    .extracting(UsageEntry::id, UsageEntry::of)
                    .containsExactly(tuple(use.id() + 1, use.id()), tuple(use.id() + 2, null));
            assertThat(older.sql("SELECT SUM(amount) FROM usage_entry WHERE corrects = ?")
                            .param(use.id())
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo("1");
            assertThatThrownBy(() -> addByEarlierVersion(older, "commit", 1L, null, "1"))
                    .as("a reservation is settled once")
                    .isInstanceOf(DuplicateKeyException.class);
        }
    }

    /** Starts the version before, which knows no migration to customers' keys. */
    private static void startEarlierVersion(String url) {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:" + UsageLedger.SCHEMA.location())
                .javaMigrations(UsageLedger.SCHEMA.migrations().stream()
                        .filter(migration -> !migration.getVersion().isAtLeast("4"))
                        .toArray(JavaMigration[]::new))
                .table(UsageLedger.SCHEMA.history())
                .load()
                .migrate();
    }

    private static void addByEarlierVersion(
            JdbcClient older, String kind, @Nullable Long settles, @Nullable Long corrects, String amount) {
        older.sql("""
                        INSERT INTO usage_entry (customer, kind, settles, corrects, issue_type, issue_key, unit, amount,
                            used_at, expires_at, reference, recorded_at, author, left_after, idempotency_key, request_hash)
                        VALUES ('acme', ?, ?, ?, 'Enablement sessions', 'enablement sessions', 'hours', ?,
                            '2026-03-01 00:00:00Z', '2026-04-01 00:00:00Z', '', '2026-03-01 00:00:00Z', 'ada', 0, ?, '')""")
                .params(kind, settles, corrects, new BigDecimal(amount), kind + settles + corrects + amount)
                .update();
    }

    private static Grant inUnit(String unit) {
        return grant(GrantMap.SESSIONS, unit);
    }

    private static Grant grant(String issueType, String unit) {
        return new Grant(
                issueType, new BigDecimal(8), unit, Per.YEAR, CarryOver.NONE, Limit.HARD, Basis.PUBLISHED, null);
    }

    @Test
    void anotherContractThatCannotBeAppliedAnyMoreIsInNobodysWay() {
        grants.putUnusable("turn", "UTC", "2020-01-01").put("turn", "UTC", "2026-01-01", YEARLY);

        assertThat(ledger.recordUsage("turn", use("6", null), "1", "ada").remaining())
                .isEqualByComparingTo("2");
        assertThatThrownBy(() -> ledger.recordUsage("turn", use("1", "2025-06-01T00:00:00Z"), "2", "ada"))
                .isInstanceOf(UnusableContractException.class);
    }

    @Test
    void whatWasReservedIsCommittedAlsoIfNothingIsGrantedAnyMore() {
        UsageEntry reserved = record(reserve("3", Duration.ofDays(1)));
        UsageEntry used = record(use("2", null));
        grants.put("acme", "UTC", "2026-01-01");
        assertThat(record(about(EntryKind.COMMIT, reserved, "2")).remaining()).isEqualByComparingTo("0");
        assertRefused(about(EntryKind.CORRECTION, used, "3"), RefusalReason.NO_ALLOWANCE);

        grants.putUnusable("acme", "UTC", "2026-01-01");
        assertThat(record(about(EntryKind.CORRECTION, used, "1")).remaining()).isEqualByComparingTo("0");
    }

    @Test
    void aClockThatIsAheadMovesWhatOthersUseIntoNoOtherPeriod() {
        MovableClock ahead = new MovableClock("2027-01-02T00:00:00Z");
        ledger(ahead).recordUsage("acme", use("1", "2026-03-01T00:00:00Z"), "ahead", "ada");

        assertThat(record(use("1", null)).at()).isEqualTo("2026-03-06T08:00:00Z");
    }

    @Test
    void whatIsCarriedMoreGenerouslyLaterIsNotOverdrawnByLateUse() {
        grants.put("turn", "UTC", "2024-01-01", GrantMap.hours("8", Per.YEAR, CarryOver.NONE, Limit.HARD));
        grants.put(
                "turn",
                "UTC",
                "2025-07-01",
                GrantMap.hours("20", Per.YEAR, new CarryOver(Period.ofMonths(3)), Limit.HARD));
        ledger.recordUsage("turn", use("40", "2026-02-01T00:00:00Z"), "1", "ada");

        assertThatThrownBy(() -> ledger.recordUsage("turn", use("8", "2025-03-01T00:00:00Z"), "2", "ada"))
                .hasMessageContaining("the 0 that are left");
    }

    @Test
    void whatIsCarriedOverIsUsedFirstAndLostAfterItsTime() {
        grants.put(
                "carry",
                "UTC",
                "2025-01-01",
                GrantMap.hours("8", Per.YEAR, new CarryOver(Period.ofMonths(3)), Limit.HARD));
        ledger.recordUsage("carry", use("5", "2025-06-01T00:00:00Z"), "1", "ada");

        assertThat(leftOf("carry", "2026-03-31T23:59:59Z")).isEqualTo("11");
        assertThat(leftOf("carry", "2026-04-01T00:00:00Z")).isEqualTo("8");
        ledger.recordUsage("carry", use("2", "2026-02-01T00:00:00Z"), "2", "ada");
        assertThat(leftOf("carry", "2026-03-31T23:59:59Z")).isEqualTo("9");
        assertThat(leftOf("carry", "2026-04-01T00:00:00Z")).isEqualTo("8");
        assertThat(leftOf("carry", "2027-01-01T00:00:00Z")).isEqualTo("16");
    }

    @Test
    void useThatIsRecordedLateDoesNotOverdrawThePeriodThatItWasCarriedInto() {
        grants.put(
                "carry",
                "UTC",
                "2025-01-01",
                GrantMap.hours("8", Per.YEAR, new CarryOver(Period.ofMonths(3)), Limit.HARD));
        ledger.recordUsage("carry", use("14", "2026-02-01T00:00:00Z"), "1", "ada");

        assertThat(leftOf("carry", "2025-06-01T00:00:00Z")).isEqualTo("2");
        assertThatThrownBy(() -> ledger.recordUsage("carry", use("2.5", "2025-06-01T00:00:00Z"), "2", "ada"))
                .hasMessageContaining("the 2 that are left");
    }

    private String leftOf(String customer, String at) {
        return ledger.findBalances(customer, Instant.parse(at))
                .orElseThrow()
                .get(0)
                .remaining()
                .toPlainString();
    }

    @Test
    void whatIsLeftIsCarriedIntoAContractInAnotherZone() {
        Grant carried = GrantMap.hours("8", Per.YEAR, new CarryOver(Period.ofMonths(3)), Limit.HARD);
        grants.put("turn", "UTC", "2025-01-01", carried).put("turn", "Europe/Zurich", "2026-01-01", carried);

        assertThat(leftOf("turn", "2026-02-01T00:00:00Z")).isEqualTo("16");
    }

    @Test
    void whoHasNoContractOrNoAllowanceOrNoSuchEntryIsToldSo() {
        assertThatThrownBy(() -> ledger.recordUsage("nobody", use("1", null), "1", "ada"))
                .hasMessageContaining("no contract");
        assertRefused(use("1", "2023-01-01T00:00:00Z"), RefusalReason.NO_CONTRACT);
        assertRefused(
                new UsageRequest(EntryKind.USE, null, "Parking", BigDecimal.ONE, null, null, ""),
                RefusalReason.NO_ALLOWANCE);
        assertRefused(new UsageRequest(EntryKind.COMMIT, 77L, null, null, null, null, ""), RefusalReason.UNKNOWN_ENTRY);
        grants.put("other", "UTC", "2025-01-01", YEARLY);
        UsageEntry theirs = ledger.recordUsage("other", use("1", null), "1", "ada");
        assertRefused(about(EntryKind.CORRECTION, theirs, "0"), RefusalReason.UNKNOWN_ENTRY);
    }

    @Test
    void of64WhoBookAtOnceAndTryAgainOnlyAsManySucceedAsThereIsRoomFor() throws Exception {
        Set<Long> booked = ConcurrentHashMap.newKeySet();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String key = "writer-" + i / 2; // Each request is sent twice, at about the same time.
            writers.add(() -> {
                try {
                    booked.add(ledger.recordUsage("acme", use("0.5", null), key, "ada")
                            .id());
                } catch (UsageRefusedException e) {
                    assertThat(e.reason()).isEqualTo(RefusalReason.EXCEEDED);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<Void> each : threads.invokeAll(writers)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(booked).hasSize(16);
        assertThat(ledger.findEntriesAfter("acme", 0, 100)).hasSize(16);
        assertThat(left("2026-03-06T08:00:00Z")).isEqualTo("0");
    }
}
