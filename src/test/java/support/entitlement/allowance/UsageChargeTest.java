package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.MovableClock;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** What was charged is taken back at its fee, and once, whatever becomes of the limit. */
class UsageChargeTest {

    private static final String MARCH = "2026-03-06T08:00:00Z";
    private static final String AUGUST = "2026-08-06T08:00:00Z";
    private static final String FIRST_DAY = "2026-01-01";

    private final GrantMap grants = new GrantMap();
    private final HikariDataSource pool = new HikariDataSource();
    private UsageLedger ledger;

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        ledger = new UsageLedger(pool, grants, new MovableClock(AUGUST));
        grantFrom(FIRST_DAY, soft("10", "150 CHF"));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void grantFrom(String day, Grant... granted) {
        grants.put("acme", "UTC", day, granted);
    }

    private static Grant soft(String amount, @Nullable String fee) {
        return grant(amount, Limit.SOFT, fee);
    }

    private static Grant grant(String amount, Limit limit, @Nullable String fee) {
        return new Grant(
                GrantMap.SESSIONS,
                new BigDecimal(amount),
                "hours",
                Per.YEAR,
                CarryOver.NONE,
                limit,
                new AllowanceRules(null, null, null, null, fee == null ? null : Fee.parse(fee)),
                List.of(GrantMap.SESSIONS),
                Basis.PUBLISHED,
                null);
    }

    private UsageEntry use(String amount, String at) {
        return record(new UsageRequest(
                EntryKind.USE, null, GrantMap.SESSIONS, new BigDecimal(amount), Instant.parse(at), null, ""));
    }

    private UsageEntry correct(UsageEntry of, String amount) {
        return record(new UsageRequest(EntryKind.CORRECTION, of.id(), null, new BigDecimal(amount), null, null, ""));
    }

    private UsageEntry record(UsageRequest request) {
        return ledger.recordUsage("acme", request, UUID.randomUUID().toString(), "ada");
    }

    private static String charge(UsageEntry entry) {
        return entry.overuse().chargeable().toPlainString()
                + (entry.overuse().fee() == null ? "" : " at " + entry.overuse().fee());
    }

    private void become(String change) {
        switch (change) {
            case "another fee" -> grantFrom(FIRST_DAY, soft("10", "100 CHF"));
            case "no fee" -> grantFrom(FIRST_DAY, soft("10", null));
            case "a hard limit" -> grantFrom(FIRST_DAY, grant("10", Limit.HARD, null));
            case "a larger amount" -> grantFrom(FIRST_DAY, soft("20", "150 CHF"));
            case "a smaller amount" -> grantFrom(FIRST_DAY, soft("3", "150 CHF"));
            case "no allowance" -> grantFrom(FIRST_DAY);
            default -> grants.putUnusable("acme", "UTC", FIRST_DAY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "another fee",
                "no fee",
                "a hard limit",
                "a larger amount",
                "a smaller amount",
                "no allowance",
                "no contract that can be applied"
            })
    void aCorrectionTakesBackWhatItsEntryWasChargedAtThatFee(String change) {
        UsageEntry use = use("12", MARCH);
        assertThat(charge(use)).isEqualTo("2 at 150 CHF");

        become(change);

        assertThat(charge(correct(use, "11"))).isEqualTo("-1 at 150 CHF");
        assertThat(charge(correct(use, "0"))).isEqualTo("-1 at 150 CHF");
    }

    @Test
    void aCorrectionOfAnotherEntryTakesBackWhatIsNotBeyondTheLimitAnyMore() {
        UsageEntry within = use("8", MARCH);
        UsageEntry beyond = use("4", MARCH);
        become("another fee");

        assertThat(charge(correct(within, "7"))).isEqualTo("-1 at 150 CHF");
        assertThat(charge(correct(beyond, "0"))).isEqualTo("-1 at 150 CHF");
        assertThat(charge(use("5", MARCH))).isEqualTo("2 at 100 CHF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another fee", "no fee", "a larger amount"})
    void nothingIsTakenBackTwice(String change) {
        UsageEntry within = use("8", MARCH);
        UsageEntry beyond = use("4", MARCH);
        assertThat(charge(correct(within, "6"))).isEqualTo("-2 at 150 CHF");

        become(change);

        assertThat(charge(correct(beyond, "0"))).isEqualTo("0");
    }

    @Test
    void useThatWasNeverChargedIsNotTakenBack() {
        become("no fee");
        UsageEntry free = use("12", MARCH);
        grantFrom(FIRST_DAY, soft("10", "150 CHF"));
        assertThat(charge(use("3", MARCH))).isEqualTo("3 at 150 CHF");

        assertThat(charge(correct(free, "10"))).isEqualTo("0");
        assertThat(charge(correct(free, "9"))).isEqualTo("-1 at 150 CHF");
    }

    @Test
    void whatWasChargedAtSeveralFeesIsTakenBackInSteps() {
        UsageEntry first = use("12", MARCH);
        become("another fee");
        use("3", MARCH);

        assertThatThrownBy(() -> correct(first, "0"))
                .isInstanceOf(UsageRefusedException.class)
                .hasMessageContaining("3 at 100 CHF, 2 at 150 CHF")
                .hasMessageContaining("first by so much that 2 are taken back");
        assertThat(charge(correct(first, "10"))).isEqualTo("-2 at 150 CHF");
        assertThat(charge(correct(first, "0"))).isEqualTo("-3 at 100 CHF");
    }

    @Test
    void useThatIsRecordedLateIsChargedAlsoIfItExceedsALaterGrantOfThePeriod() {
        grantFrom("2026-07-01", soft("8", "150 CHF"));
        use("5", MARCH);
        assertThat(charge(use("5", AUGUST))).isEqualTo("2 at 150 CHF");

        UsageEntry late = use("3", MARCH);

        assertThat(charge(late)).isEqualTo("3 at 150 CHF");
        assertThat(charge(correct(late, "0"))).isEqualTo("-3 at 150 CHF");
    }
}
