package support.entitlement.contract.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/** Conflicts between the terms of a contract are found when it is stored. */
class TermConflictTest {

    private static final Policy POLICY =
            new RulesDirectory(Path.of("rules")).compileTables().requirePolicy();
    private static final TermScope REPORTS = new TermScope("Issue reports", null, null, null, null);
    private static final TermScope CATEGORY_2 = new TermScope(null, "2", null, null, null);
    private static final TermScope BOTH = new TermScope("Issue reports", "2", null, null, null);

    private static Term within(TermScope scope, String within, @Nullable String from, @Nullable String until) {
        return new Term(
                "§ 1",
                scope,
                day(from),
                day(until),
                within,
                null,
                null,
                null,
                TermClock.NONE,
                null,
                null,
                null,
                Map.of());
    }

    private static Term within(TermScope scope, String within) {
        return within(scope, within, null, null);
    }

    private static @Nullable LocalDate day(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day);
    }

    private static List<String> found(Term... terms) {
        Agreement agreement = new Agreement(
                "Enterprise Premium", ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of(terms));
        return TermConflict.findAll(agreement, POLICY).stream()
                .map(each -> each.first() + "/" + each.second() + " " + each.part())
                .toList();
    }

    @Test
    void termsOfEqualWeightThatMeetDisagree() {
        assertThat(found(within(REPORTS, "2 hours"), within(CATEGORY_2, "3 hours")))
                .contains("0/1 within of Acknowledge", "0/1 within of Initial response");
    }

    @Test
    void theTwoThatAreNamedDoDisagree() {
        assertThat(found(within(REPORTS, "4 hours"), within(REPORTS, "8 hours"), within(REPORTS, "4 hours")))
                .contains("0/1 within of Acknowledge")
                .noneMatch(each -> each.startsWith("0/2"));
    }

    @Test
    void whatIsWrittenOtherwiseIsTheSame() {
        assertThat(found(within(REPORTS, "1 hour"), within(CATEGORY_2, "60 minutes")))
                .isEmpty();
        assertThat(found(allowance("hours", "8", "hours"), allowance("hours", "8.0", "Hours")))
                .isEmpty();
    }

    @Test
    void allowancesInTwoUnitsDisagreeWhereNoneIsPublished() {
        assertThat(found(allowance("hours", "8", "hours"), allowance("sessions", "5", "sessions")))
                .contains("0/1 amount");
    }

    private static Term allowance(String scope, String amount, String unit) {
        return new Term(
                "§ 7",
                new TermScope(null, null, null, null, scope),
                null,
                null,
                null,
                null,
                null,
                null,
                TermClock.NONE,
                null,
                null,
                new Term.TermAllowance(new java.math.BigDecimal(amount), unit, "year", null, null),
                java.util.Map.of());
    }

    @Test
    void termsThatSayTheSameOrNeverMeetDoNot() {
        TermScope outage = new TermScope("API outage", null, null, null, null);
        assertThat(found(within(REPORTS, "2 hours"), within(CATEGORY_2, "2 hours")))
                .isEmpty();
        assertThat(found(within(REPORTS, "2 hours"), within(outage, "3 hours"))).isEmpty();
        assertThat(found(within(REPORTS, "2 hours"), within(BOTH, "3 hours"))).isEmpty();
        assertThat(found(
                        within(REPORTS, "2 hours", null, "2026-05-31"),
                        within(CATEGORY_2, "3 hours", "2026-06-01", null)))
                .isEmpty();
    }

    @Test
    void aThirdTermSettlesItOnTheDaysOnWhichItHolds() {
        Term reports = within(REPORTS, "2 hours");
        Term category = within(CATEGORY_2, "3 hours");

        assertThat(found(reports, category, within(BOTH, "4 hours"))).isEmpty();
        assertThat(found(reports, category, within(BOTH, "4 hours", null, "2026-05-31")))
                .as("from June on")
                .contains("0/1 within of Acknowledge");
        assertThat(found(reports, category, within(BOTH, "4 hours", "2026-02-01", null)))
                .as("in January")
                .contains("0/1 within of Acknowledge");
    }

    @Test
    void channelsGuaranteesAllowancesAndOwnTermsMayDisagree() {
        Term added =
                term(new Term.TermChannels(List.of("Landline"), List.of(), null), null, null, Map.of("desk", "Bern"));
        Term removed =
                term(new Term.TermChannels(List.of(), List.of("Landline"), null), null, null, Map.of("desk", "Basel"));
        assertThat(found(added, removed)).containsExactlyInAnyOrder("0/1 channel of Landline", "0/1 term of desk");

        Term one = term(
                null,
                new Term.TermGuarantee("none", null),
                new Term.TermAllowance(new java.math.BigDecimal("8"), null, null, null, null),
                Map.of());
        Term other = term(
                null,
                new Term.TermGuarantee("best-effort", null),
                new Term.TermAllowance(new java.math.BigDecimal("9"), null, "month", null, null),
                Map.of());
        assertThat(found(one, other)).containsExactlyInAnyOrder("0/1 guarantee", "0/1 amount");
    }

    private static Term term(
            Term.@Nullable TermChannels channels,
            Term.@Nullable TermGuarantee guarantee,
            Term.@Nullable TermAllowance allowance,
            Map<String, String> terms) {
        return new Term(
                "§ 2",
                TermScope.ANY,
                null,
                null,
                null,
                null,
                null,
                null,
                TermClock.NONE,
                channels,
                guarantee,
                allowance,
                terms);
    }

    @Test
    void termsThatMeetInTooManyWaysAreRefused() {
        Term[] terms = IntStream.range(0, 100)
                .mapToObj(i -> within(
                        new TermScope(
                                i % 2 == 0 ? "type " + i : null, i % 2 == 0 ? null : "category " + i, null, null, null),
                        i + " hours",
                        LocalDate.parse("2026-01-01").plusDays(i).toString(),
                        null))
                .toArray(Term[]::new);

        assertThatThrownBy(() -> found(terms)).isInstanceOf(TooManyTermsException.class);
    }

    @Test
    void termsOfTraitsThatOnePromiseMayHaveDisagree() {
        TermScope target = new TermScope(null, null, "Acknowledge (target)", null, null);
        TermScope acknowledged = new TermScope(null, null, "Acknowledge (starts at assigned)", null, null);
        TermScope guaranteed = new TermScope(null, null, "Acknowledge (guaranteed)", null, null);

        assertThat(found(within(target, "1 hour"), within(acknowledged, "2 hours")))
                .containsExactly("0/1 within of Acknowledge (target) (starts at assigned)");
        assertThat(found(within(target, "1 hour"), within(guaranteed, "2 hours")))
                .isEmpty();
    }
}
