package support.entitlement.contract.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.MissingFact;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/** Signed terms take the place of published ones, part by part, by the shipped rules of precedence. */
class ContractTermApplierTest {

    private static final Policy POLICY =
            new RulesDirectory(Path.of("rules")).compileTables().requirePolicy();
    private static final Term.TermChannels LANDLINE = new Term.TermChannels(List.of("Landline"), List.of(), null);
    private static final Term.TermChannels NO_LANDLINE = new Term.TermChannels(List.of(), List.of("Landline"), null);
    private static final Term.TermChannels ONLY_FORUM =
            new Term.TermChannels(List.of(), List.of(), List.of("Support Forum"));

    private static Decision published(String plan, String issueType, @Nullable String category) {
        return POLICY.decide(new Query(plan, issueType, null, null, category, null, Map.of()));
    }

    private static ContractDecision apply(Decision published, Term... terms) {
        return ContractTermApplier.applyTerms(published, List.of(terms), POLICY);
    }

    private static TermScope scope(@Nullable String issueType, @Nullable String category, @Nullable String milestone) {
        return new TermScope(issueType, category, milestone, null, null);
    }

    private static Term within(String clause, TermScope scope, String within) {
        return new Term(
                clause, scope, null, null, within, null, null, null, TermClock.NONE, null, null, null, Map.of());
    }

    private static Term channels(String clause, TermScope scope, Term.TermChannels channels) {
        return new Term(
                clause, scope, null, null, null, null, null, null, TermClock.NONE, channels, null, null, Map.of());
    }

    private static List<String> names(ContractDecision signed) {
        return signed.decision().channels().stream().map(OfferedChannel::name).toList();
    }

    private static Milestone milestone(ContractDecision signed, String name) {
        return signed.decision().milestones().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSlowerTimeThatWasSignedPrevailsOverThePublishedOne() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");

        ContractDecision signed = apply(published, within("§ 4.2", scope(null, "2", "Initial response"), "12 hours"));

        assertThat(milestone(signed, "Initial response").within()).isEqualTo(Within.parse("12 hours"));
        assertThat(milestone(signed, "Initial response").basis()).isEqualTo(Basis.CONTRACT);
        assertThat(milestone(signed, "Acknowledge"))
                .isEqualTo(published.milestones().get(0));
        assertThat(signed.changes())
                .containsExactly(new TermChange(
                        new AnswerPart(AnswerPart.PartKind.WITHIN, "Initial response"),
                        "12 hours",
                        "§ 4.2",
                        "8 hours",
                        1));
    }

    @Test
    void aTermWithoutAMilestoneIsOfAllOfThem() {
        ContractDecision signed =
                apply(published("Enterprise Premium", "Issue reports", "2"), within("§ 4", TermScope.ANY, "2 hours"));

        assertThat(signed.decision().milestones()).extracting(Milestone::within).containsOnly(Within.parse("2 hours"));
    }

    @Test
    void anIntervalThatWasSignedIsThatOfThePromiseThatIsRepeated() {
        Decision some = published("Enterprise Premium", "Issue reports", "2");
        Milestone first = new Milestone("Update", Within.parse("2 hours"), "24x7", Basis.PUBLISHED);
        Milestone daily = new Milestone(
                "Update",
                null,
                "24x7",
                Basis.PUBLISHED,
                "acknowledged",
                null,
                Within.parse("24 hours"),
                Strength.TARGET);
        Decision updated = new AppliedTerms(
                        null, some.guarantee(), List.of(first, daily), null, some.terms(), some.because())
                .applyTo(some);

        ContractDecision signed = apply(updated, every("§ 3", "Update"));

        assertThat(signed.decision().milestones())
                .extracting(Milestone::every)
                .containsExactly(null, Within.parse("4 hours"));
        assertThat(signed.decision().milestones().get(0)).isEqualTo(first);
        assertThat(signed.decision().milestones().get(1))
                .isEqualTo(daily.withTerms(null, Within.parse("4 hours"), "24x7", Strength.TARGET));
        assertThat(signed.changesOfMilestone(signed.decision().milestones().get(0)))
                .isEmpty();
        assertThat(signed.changesOfMilestone(signed.decision().milestones().get(1)))
                .containsExactly(new TermChange(
                        new AnswerPart(
                                AnswerPart.PartKind.EVERY, "Update (target) (repeated) (starts at acknowledged)"),
                        "4 hours",
                        "§ 3",
                        "24 hours",
                        1));
    }

    @Test
    void anIntervalOfWhatIsPromisedOnceRepeatsIt() {
        ContractDecision signed =
                apply(published("Enterprise Premium", "Issue reports", "2"), every("§ 3", "Initial response"));

        assertThat(milestone(signed, "Initial response").every()).isEqualTo(Within.parse("4 hours"));
        assertThat(milestone(signed, "Initial response").within()).isEqualTo(Within.parse("8 hours"));
        assertThat(milestone(signed, "Acknowledge").every()).isNull();
    }

    @Test
    void anIntervalPromisesAMilestoneThatIsNotPublished() {
        ContractDecision signed =
                apply(published("Enterprise Advanced", "Issue reports", null), every("§ 7", "Newsletter"));

        assertThat(milestone(signed, "Newsletter"))
                .isEqualTo(new Milestone(
                        "Newsletter",
                        null,
                        "24x7",
                        Basis.CONTRACT,
                        Milestone.OPENED,
                        null,
                        Within.parse("4 hours"),
                        Strength.GUARANTEED));
        assertThat(signed.changesOfMilestone(milestone(signed, "Newsletter")))
                .containsExactly(new TermChange(
                        new AnswerPart(AnswerPart.PartKind.EVERY, "Newsletter"), "4 hours", "§ 7", null, 0));
    }

    @Test
    void anIntervalThatNeverEndsIsCalledSo() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");

        assertThatThrownBy(() -> apply(published, every("§ 3", "Acknowledge", "PT99999999999999H")))
                .isInstanceOf(UnusableContractException.class)
                .hasMessageContaining("promises “Acknowledge” again every “");
    }

    private static Term every(String clause, String milestone) {
        return every(clause, milestone, "4 hours");
    }

    private static Term every(String clause, String milestone, String interval) {
        return new Term(
                clause,
                scope(null, null, milestone),
                null,
                null,
                null,
                interval,
                null,
                null,
                TermClock.NONE,
                null,
                null,
                null,
                Map.of());
    }

    @Test
    void ofTwoPublishedMilestonesOfOneNameNoneIsLost() {
        Decision once = published("Enterprise Premium", "Issue reports", "2");
        Milestone first = once.milestones().get(1);
        Milestone other = new Milestone(first.name(), Within.parse("2 days"), "24x7", Basis.PUBLISHED);
        List<Milestone> both = List.of(once.milestones().get(0), first, other);
        Decision twice =
                new AppliedTerms(null, once.guarantee(), both, null, once.terms(), once.because()).applyTo(once);

        ContractDecision signed = apply(twice, channels("§ 5", TermScope.ANY, LANDLINE));

        assertThat(signed.decision().milestones()).isEqualTo(both);
    }

    @Test
    void aMilestoneIsTheSameHoweverTheContractSpellsIt() {
        ContractDecision signed = apply(
                published("Enterprise Premium", "Issue reports", "2"),
                within("§ 4.2", scope(null, "2", "INITIAL response"), "12 hours"));

        assertThat(signed.decision().milestones()).hasSize(2);
        assertThat(milestone(signed, "Initial response").within()).isEqualTo(Within.parse("12 hours"));
    }

    @Test
    void aTimeThatNeverEndsIsNotAnswered() {
        assertThatThrownBy(() -> apply(
                        published("Enterprise Premium", "Issue reports", "2"),
                        within("§ 4", TermScope.ANY, "PT99999999999999H")))
                .isInstanceOf(UnusableContractException.class)
                .hasMessageContaining("more than fifty years");
    }

    @Test
    void theMostSpecificTermPrevailsInWhateverOrderTheyStand() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");
        Term general = within("§ 1", TermScope.ANY, "2 hours");
        Term specific = within("§ 2", scope("Issue reports", null, null), "3 hours");
        Term narrowest = within("§ 3", scope("Issue reports", "2", "Acknowledge"), "1 hour");

        for (ContractDecision signed : List.of(
                apply(published, general, specific, narrowest), apply(published, narrowest, specific, general))) {
            assertThat(milestone(signed, "Acknowledge").within()).isEqualTo(Within.parse("1 hour"));
            assertThat(milestone(signed, "Initial response").within()).isEqualTo(Within.parse("3 hours"));
        }
    }

    @Test
    void termsThatAreAsSpecificAndDisagreeAreNamed() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");
        Term byType = within("§ 1", scope("Issue reports", null, null), "2 hours");
        Term byCategory = within("§ 2", scope(null, "2", null), "3 hours");

        assertThatThrownBy(() -> apply(published, byType, byCategory))
                .isInstanceOfSatisfying(AmbiguousTermsException.class, ambiguous -> {
                    assertThat(ambiguous.conflictingTerms()).containsExactly(byType, byCategory);
                    assertThat(ambiguous.ambiguousPart())
                            .isEqualTo(new AnswerPart(AnswerPart.PartKind.WITHIN, "Acknowledge"));
                })
                .hasMessageContainingAll("within of Acknowledge", "§ 1", "§ 2");
        assertThat(milestone(apply(published, byType, within("§ 2", byCategory.scope(), "2 hours")), "Acknowledge")
                        .within())
                .isEqualTo(Within.parse("2 hours"));
    }

    @Test
    void aContractMayPromiseAMilestoneThatIsNotPublished() {
        ContractDecision signed = apply(
                published("Enterprise Advanced", "Issue reports", null),
                within("§ 7", scope(null, null, "First update"), "1 hour"));

        Milestone added = milestone(signed, "First update");
        assertThat(added.calendar()).isEqualTo("24x7");
        assertThat(added.basis()).isEqualTo(Basis.CONTRACT);
        assertThat(signed.changes().get(0).replaced()).isNull();
    }

    @Test
    void channelsAreAddedRemovedAndReplaced() {
        Decision published = published("Enterprise Premium", "Developer support", null);

        assertThat(names(apply(published, channels("§ 5", TermScope.ANY, LANDLINE))))
                .containsExactly("Support Forum", "Technical Session", "Landline");
        ContractDecision removed = apply(
                published,
                channels("§ 5", TermScope.ANY, new Term.TermChannels(List.of(), List.of("Support Forum"), null)));
        assertThat(names(removed)).containsExactly("Technical Session");
        assertThat(removed.changes())
                .containsExactly(new TermChange(
                        new AnswerPart(AnswerPart.PartKind.CHANNEL, "Support Forum"),
                        null,
                        "§ 5",
                        "Support Forum",
                        -1));
        assertThat(names(apply(published, channels("§ 5", TermScope.ANY, ONLY_FORUM))))
                .containsExactly("Support Forum");
    }

    @Test
    void aNarrowerReplacementTakesBackAnAdditionAndANarrowerAdditionAddsToAReplacement() {
        Decision published = published("Enterprise Premium", "Developer support", null);
        TermScope narrow = scope("Developer support", null, null);

        assertThat(names(apply(
                        published, channels("§ 1", TermScope.ANY, LANDLINE), channels("§ 2", narrow, ONLY_FORUM))))
                .containsExactly("Support Forum");
        assertThat(names(apply(
                        published, channels("§ 1", TermScope.ANY, ONLY_FORUM), channels("§ 2", narrow, LANDLINE))))
                .containsExactly("Support Forum", "Landline");
        assertThatThrownBy(() -> apply(
                        published,
                        channels("§ 1", TermScope.ANY, NO_LANDLINE),
                        channels("§ 2", TermScope.ANY, LANDLINE)))
                .isInstanceOf(AmbiguousTermsException.class)
                .hasMessageContaining("channel of Landline");
    }

    @Test
    void aChannelThatIsAddedIsAllowed() {
        Decision published = POLICY.decide(
                new Query("Enterprise Premium", "Developer support", null, null, null, "Landline", Map.of()));
        assertThat(published.channelAllowed()).isFalse();

        assertThat(apply(published, channels("§ 5", TermScope.ANY, LANDLINE))
                        .decision()
                        .channelAllowed())
                .isTrue();
    }

    private static Term allowance(Term.TermAllowance allowance) {
        return new Term(
                "§ 7",
                TermScope.ANY,
                null,
                null,
                null,
                null,
                null,
                null,
                TermClock.NONE,
                null,
                null,
                allowance,
                Map.of());
    }

    @Test
    void moreOfAnAllowanceThatNobodyGrantsIsNoneUnlessItIsSignedInFull() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");
        Term more = allowance(new Term.TermAllowance(new BigDecimal("16"), null, null, null, null));
        Term all = allowance(new Term.TermAllowance(new BigDecimal("5"), "cases", "calendar month", null, null));

        assertThat(apply(published, more).decision().allowance()).isNull();
        assertThat(apply(published, more).changes()).isEmpty();
        assertThat(apply(published, all).decision().allowance())
                .isEqualTo(new Decision.Allowance(
                        new BigDecimal("5"), "cases", Per.CALENDAR_MONTH, CarryOver.NONE, Limit.HARD));
    }

    @Test
    void guaranteeAllowanceAndOwnTermsAreReplacedPartByPart() {
        Term term = new Term(
                "§ 9",
                TermScope.ANY,
                null,
                null,
                null,
                null,
                null,
                null,
                TermClock.NONE,
                null,
                new Term.TermGuarantee("none", "by word of mouth"),
                new Term.TermAllowance(new BigDecimal("16.5"), null, null, null, "soft"),
                Map.of("desk", "Zurich"));
        Decision published = published("Enterprise Advanced", "Enablement sessions", null);

        ContractDecision signed = apply(published, term);

        assertThat(signed.decision().guarantee())
                .isEqualTo(new Decision.Guarantee(GuaranteeKind.NONE, "by word of mouth"));
        assertThat(signed.decision().allowance())
                .isEqualTo(
                        new Decision.Allowance(new BigDecimal("16.5"), "hours", Per.YEAR, CarryOver.NONE, Limit.SOFT));
        assertThat(signed.decision().terms()).containsExactly(Map.entry("desk", "Zurich"));
        assertThat(signed.changes())
                .contains(
                        new TermChange(AnswerPart.of(AnswerPart.PartKind.AMOUNT), "16.5", "§ 9", "8", -1),
                        new TermChange(new AnswerPart(AnswerPart.PartKind.TERM, "desk"), "Zurich", "§ 9", null, -1));
    }

    @Test
    void aTermOfOtherQueriesChangesNothing() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");

        assertThat(apply(
                        published,
                        within("§ 1", scope("API outage", null, null), "1 hour"),
                        within("§ 2", scope(null, "1", null), "1 hour")))
                .isEqualTo(new ContractDecision(published, List.of()));
    }

    @Test
    void aFactThatOnlyTermsAskForIsMissing() {
        Decision published = published("Enterprise Premium", "Issue reports", "2");

        ContractDecision signed =
                apply(published, channels("§ 3", new TermScope(null, null, null, "Landline", null), LANDLINE));

        assertThat(signed)
                .isEqualTo(new ContractDecision(published.withMissing(List.of(MissingFact.CHANNEL), null), List.of()));
    }

    @Test
    void whatThePlanDoesNotCoverTermsDoNotCoverEither() {
        Decision published = published("Free", "Enablement sessions", null);

        assertThat(apply(published, channels("§ 5", TermScope.ANY, LANDLINE)))
                .isEqualTo(new ContractDecision(published, List.of()));
    }

    @Test
    void aTermSetsEachPromiseOfItsMilestoneAndSaysWhatItReplaces() {
        Policy policy = new RulesDirectory(Path.of("src/test/resources/milestones"))
                .compileTables()
                .requirePolicy();
        Decision published = policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of()));

        ContractDecision signed = ContractTermApplier.applyTerms(
                published, List.of(within("§ 1", scope(null, null, "Response"), "1 hour")), policy);

        assertThat(signed.decision().milestones().stream()
                        .filter(each -> each.name().equals("Response"))
                        .map(each -> each.within() + " " + each.strength() + " instead of "
                                + ContractDecision.replacedBy(signed.changesOfMilestone(each))))
                .containsExactly(
                        "PT1H guaranteed instead of {within=8 hours}", "PT1H target instead of {within=2 hours}");
    }

    @Test
    void promisesThatAContractMakesEqualStillSayWhatEachReplaces() {
        Decision once = published("Enterprise Premium", "API outage", "1");
        List<Milestone> equal = List.of(
                new Milestone("Answer", Within.parse("1 hour"), "24x7", Basis.CONTRACT),
                new Milestone("Answer", Within.parse("1 hour"), "24x7", Basis.CONTRACT));
        AnswerPart part = new AnswerPart(AnswerPart.PartKind.WITHIN, "Answer");
        ContractDecision signed = new ContractDecision(
                new AppliedTerms(null, once.guarantee(), equal, null, once.terms(), once.because()).applyTo(once),
                List.of(
                        new ContractDecision.TermChange(part, "1 hour", "§ 1", "4 hours", 0),
                        new ContractDecision.TermChange(part, "1 hour", "§ 1", "8 hours", 1)));

        assertThat(signed.decision().milestones())
                .extracting(each -> signed.changesOfMilestone(each).get(0).replaced())
                .containsExactly("4 hours", "8 hours");
    }

    @Test
    void aTermThatNamesATraitSetsOnlyThePromiseThatHasIt() {
        ContractDecision signed = applyToGold(
                within("§ 1", scope(null, null, "Response"), "1 hour"),
                within("§ 2", scope(null, null, "Response (Target)"), "30 minutes"));

        assertThat(responses(signed)).containsExactly("PT1H guaranteed", "PT30M target");
        assertThat(signed.changes())
                .extracting(change -> change.part() + " by " + change.clause())
                .containsExactly("within of Response (guaranteed) by § 1", "within of Response (target) by § 2");
    }

    @Test
    void aTraitThatNoPromiseOfTheAnswerHasPromisesNothing() {
        assertThat(responses(applyToGold(within("§ 1", scope(null, null, "Response (best effort)"), "1 hour"))))
                .containsExactly("PT8H guaranteed", "PT2H target");
    }

    private static ContractDecision applyToGold(Term... terms) {
        Policy policy = new RulesDirectory(Path.of("src/test/resources/milestones"))
                .compileTables()
                .requirePolicy();
        return ContractTermApplier.applyTerms(
                policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of())), List.of(terms), policy);
    }

    private static List<String> responses(ContractDecision signed) {
        return signed.decision().milestones().stream()
                .filter(each -> each.name().equals("Response"))
                .map(each -> each.within() + " " + each.strength())
                .toList();
    }

    @Test
    void termsSetTheEventsOfAClock() {
        TermClock clock = new TermClock(
                "last reply",
                "24x7",
                "update sent",
                List.of("on hold"),
                List.of("resumed"),
                List.of("workaround given"));
        Term term = new Term(
                "§ 5",
                scope(null, null, "Initial response"),
                null,
                null,
                null,
                "1 day",
                null,
                null,
                clock,
                null,
                null,
                null,
                Map.of());

        ContractDecision signed = apply(published("Enterprise Premium", "Issue reports", "2"), term);

        Milestone response = milestone(signed, "Initial response");
        assertThat(response.startsAt()).isEqualTo("last reply");
        assertThat(response.startsDuring()).isEqualTo("24x7");
        assertThat(response.endsAt()).isEqualTo("update sent");
        assertThat(response.pauses()).isEqualTo(new Milestone.PauseEvents(List.of("on hold"), List.of("resumed")));
        assertThat(response.repeatedUntil()).containsExactly("workaround given");
        assertThat(signed.changesOfMilestone(response))
                .extracting(change -> change.part().kind() + ": " + change.value() + ", was " + change.replaced())
                .containsExactly(
                        "every: 1 day, was null",
                        "starts at: last reply, was opened",
                        "starts during: 24x7, was null",
                        "ends at: update sent, was null",
                        "pauses: on hold until resumed, was null",
                        "repeated until: workaround given, was null");
    }
}
