package support.entitlement.contract.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractTimeline;
import support.entitlement.contract.ContractTimeline.Period;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermClock;
import support.entitlement.contract.TermScope;
import support.entitlement.contract.group.ContractGroup;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import support.entitlement.contract.impact.CustomerImpacts.CountedChange;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Budget;

/** Which terms keep a customer's answer from changing, and which make it change. */
class CustomerImpactSearchTest {

    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Policy BEFORE = compile("Gold", "2 hours", "letter", "17:00", Precedence.shippedRules());
    private static final TermScope BUGS = new TermScope("Bug", null, null, null, null);
    private static final TermScope BY_MAIL = new TermScope(null, null, null, "Mail", null);

    private static Policy compile(String plan, String within, String medium, String closes, Precedence precedence) {
        return PolicyCompiler.compileChecked(
                LogicTables.tables(
                        LogicTables.sheet(
                                "plans.csv",
                                "first",
                                "Query",
                                "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")",
                                plan + " | L1",
                                "Silver | L1",
                                "Free | L2"),
                        LogicTables.sheet(
                                "matrix.csv",
                                "first",
                                "Coverage",
                                "Level: supportLevel == \"$param\" | Type: issueType in ($param)"
                                        + " | Entitled: entitlement.entitled($param) | Channels: entitlement.channels(\"$param\")"
                                        + " | Milestone: entitlement.milestone(\"$param\") | Within: entitlement.within(\"$param\")"
                                        + " | Calendar: entitlement.calendar(\"$param\")",
                                "L1 | Bug, Question | yes | Phone | Answer | " + within + " | 24x7",
                                "L2 | Bug, Question | yes | Phone | Answer | 9 hours | 24x7"),
                        LogicTables.sheet(
                                "channels.csv",
                                "unique",
                                "$channel : Channel",
                                "Name: name == \"$param\" | Medium: $channel.medium(\"$param\")",
                                "Phone | wire",
                                "Mail | " + medium),
                        LogicTables.sheet(
                                "calendars.csv",
                                "collect",
                                "$calendar : BusinessHours",
                                "Name: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Day: $calendar.day($param)"
                                        + " | Opens: $calendar.opens(\"$param\") | Closes: $calendar.closes(\"$param\")",
                                "Desk | UTC | Mon-Fri | 08:00 | " + closes)),
                precedence,
                null,
                Budget.ofRelease());
    }

    private static Policy slower() {
        return compile("Gold", "4 hours", "letter", "17:00", Precedence.shippedRules());
    }

    private static Term within(TermScope scope, String within, @Nullable String calendar) {
        return new Term(
                "§ 1", scope, null, null, within, null, calendar, null, TermClock.NONE, null, null, null, Map.of());
    }

    private static Term channels(String channel) {
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
                new Term.TermChannels(List.of(channel), List.of(), null),
                null,
                null,
                Map.of());
    }

    private static Contract signed(String plan, Term... terms) {
        Agreement agreement =
                new Agreement(plan, ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of(terms));
        return new Contract(plan, 1, NOW, "cora", null, agreement);
    }

    private static CustomerImpact count(Policy after, Contract... contracts) {
        return count(after, Duration.ofHours(1), contracts);
    }

    private static CustomerImpact count(Policy after, Duration limit, Contract... contracts) {
        return count(BEFORE, after, limit, contracts);
    }

    private static CustomerImpact count(Policy before, Policy after, Duration limit, Contract... contracts) {
        return count(before, after, limit, null, contracts);
    }

    private static CustomerImpact count(
            Policy before, Policy after, Duration limit, @Nullable Instant until, Contract... contracts) {
        return count(before, after, limit, until, new ThreeOfEach(List.of(contracts)));
    }

    private static CustomerImpact count(
            Policy before, Policy after, Duration limit, @Nullable Instant until, GroupReader reader) {
        PolicyImpact impact = PolicyImpact.between(before, after, Duration.ofHours(1));
        SearchBudget budget = new SearchBudget(Long.MAX_VALUE, Integer.MAX_VALUE, limit, () -> false);
        return new CustomerImpactSearch(new CountedChange(before, after, impact, null, until), NOW, budget, reader)
                .countCustomers();
    }

    /** Three customers with each of some contracts that are in force. The first customer is named after the plan. */
    private static class ThreeOfEach implements GroupReader {

        private final Map<UUID, Contract> examples = new LinkedHashMap<>();

        ThreeOfEach(List<Contract> contracts) {
            contracts.forEach(contract -> examples.put(UUID.randomUUID(), contract));
        }

        @Override
        public GroupedContracts readGroups() {
            return new GroupedContracts(
                    examples.keySet().stream()
                            .map(content -> new ContractGroup(content, 3, 0))
                            .toList(),
                    3L * examples.size(),
                    0);
        }

        @Override
        public Map<UUID, Contract> readExamples(Collection<UUID> contents) {
            return examples;
        }

        @Override
        public void readTimelines(Set<UUID> beginning, Set<UUID> changing, Consumer<ContractTimeline> customer) {
            Map<String, UUID> contents =
                    new TreeMap<>(Comparator.reverseOrder()); // Databases have orders of their own.
            changing.forEach(content -> {
                String name = examples.get(content).customer();
                Stream.of(name, name + " 2", name + " 3").forEach(each -> contents.put(each, content));
            });
            contents.forEach((name, content) -> customer.accept(new ContractTimeline(
                    name,
                    List.of(new Period(
                            content, Instant.EPOCH, examples.get(content).ended())))));
        }

        @Override
        public boolean listsCustomers() {
            return true;
        }

        @Override
        public List<String> readFirstCustomers(Collection<UUID> contents) {
            return contents.stream()
                    .map(content -> examples.get(content).customer())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void customersWithoutTermsGetThePublishedChange() {
        CustomerImpact impact = count(slower(), signed("Gold"), signed("Silver"), signed("free"));

        assertThat(impact.limit()).isNull();
        assertThat(impact.contracts()).isEqualTo(9);
        assertThat(impact.total())
                .isEqualTo(new CustomerCount(6, 0, 6, 0, List.of("Gold", "Silver"), LaterCustomers.NONE));
        assertThat(impact.lines()).containsExactly(impact.total());
        assertThat(impact.others().changed()).isZero();
    }

    @Test
    void aCountOfContractsThatAreNotThereIsALimitThatSaysSo() {
        GroupReader withoutContracts = new ThreeOfEach(List.of(signed("Gold"))) {
            @Override
            public Map<UUID, Contract> readExamples(Collection<UUID> contents) {
                return Map.of();
            }
        };

        CustomerImpact impact = count(BEFORE, slower(), Duration.ofHours(1), null, withoutContracts);

        assertThat(impact.limit()).contains("no longer there", "recount_contracts()");
    }

    @Test
    void aTermThatPrevailsOverTheChangeTakesItsCustomersOut() {
        assertThat(count(slower(), signed("Gold", within(TermScope.ANY, "1 hour", null)))
                        .total()
                        .changed())
                .isZero();
    }

    @Test
    void aTermOfSomeQueriesLeavesTheOthersChanged() {
        assertThat(count(slower(), signed("Gold", within(BUGS, "1 hour", null)))
                        .total()
                        .worse())
                .as("questions are answered later")
                .isEqualTo(3);
        assertThat(count(slower(), signed("Gold", within(BUGS, "1 hour", null), within(question(), "3 hours", null)))
                        .total()
                        .changed())
                .isZero();
        assertThat(count(slower(), signed("Gold", within(BY_MAIL, "1 hour", null)))
                        .total()
                        .changed())
                .as("by phone")
                .isEqualTo(3);
    }

    private static TermScope question() {
        return new TermScope("Question", null, null, null, null);
    }

    @Test
    void aTermAboutAnotherPartOfTheAnswerKeepsNothing() {
        assertThat(count(slower(), signed("Gold", channels("Mail"))).total().worse())
                .isEqualTo(3);
    }

    @Test
    void aChannelThatOnlyATermOffersIsNoticed() {
        Policy otherMail = compile("Gold", "2 hours", "wire", "17:00", Precedence.shippedRules());

        CustomerImpact impact = count(otherMail, signed("Gold", channels("Mail")), signed("Silver"));

        assertThat(impact.lines()).as("no published answer has it").isEmpty();
        assertThat(impact.others().changed()).isEqualTo(3);
        assertThat(impact.total()).isEqualTo(impact.others());
    }

    @Test
    void aCalendarThatOnlyATermCountsInIsNoticed() {
        Policy longer = compile("Gold", "2 hours", "letter", "20:00", Precedence.shippedRules());

        CustomerImpact impact =
                count(longer, signed("Gold", within(TermScope.ANY, "10 hours", "Desk")), signed("Silver"));

        assertThat(impact.others().changed()).isEqualTo(3);
        assertThat(impact.total().otherwise()).isEqualTo(3);
    }

    @Test
    void rulesOfPrecedenceDecideWhichTermPrevails() {
        Precedence generalFirst = Precedence.compile(
                        Precedence.readShippedText()
                                .replace("specificity > general.specificity", "specificity < general.specificity"),
                        Budget.ofCheck())
                .compiled()
                .orElseThrow();
        Policy after = compile("Gold", "2 hours", "letter", "17:00", generalFirst);

        CustomerImpact impact = count(
                after,
                signed("Gold", within(TermScope.ANY, "1 hour", null), within(BUGS, "5 hours", null)),
                signed("Silver", within(TermScope.ANY, "1 hour", null)));

        assertThat(impact.others().better())
                .as("bugs are answered within 1 hour")
                .isEqualTo(3);
        assertThat(impact.total().changed()).isEqualTo(3);
    }

    @Test
    void customersOfAPlanThatIsGoneGetNoAnswer() {
        Policy renamed = compile("Platin", "2 hours", "letter", "17:00", Precedence.shippedRules());

        assertThat(count(renamed, signed("Gold"), signed("Silver")).others().worse())
                .isEqualTo(3);
    }

    @Test
    void aTermCountsOnlyOnItsDays() {
        Term ended = days(within(TermScope.ANY, "1 hour", null), null, "2026-03-05");

        assertThat(count(slower(), signed("Gold", ended)).total().worse()).isEqualTo(3);
    }

    @Test
    void aTermThatEndsLaterKeepsItsCustomersOutOnlyUntilThen() {
        Term faster = days(within(TermScope.ANY, "1 hour", null), null, "2026-04-30");

        CustomerImpact impact = count(slower(), signed("Gold", faster), signed("Silver", faster), signed("Free"));

        assertThat(impact.total().changed()).isZero();
        assertThat(impact.total().later())
                .isEqualTo(new LaterCustomers(
                        6,
                        0,
                        6,
                        0,
                        Instant.parse("2026-05-01T00:00:00Z"),
                        List.of("Gold", "Gold 2", "Gold 3", "Silver", "Silver 2", "Silver 3")));
        assertThat(impact.lines()).containsExactly(impact.total());
    }

    @Test
    void theFirstCustomersWhoseAnswersChangeLaterAreListedWhateverTheOrderOfTheDatabase() {
        Term faster = days(within(TermScope.ANY, "1 hour", null), null, "2026-04-30");
        Agreement gold = signed("Gold", faster).agreement();

        LaterCustomers later = count(
                        slower(),
                        Stream.of("a", "B", "c", "D")
                                .map(customer -> new Contract(customer, 1, NOW, "cora", null, gold))
                                .toArray(Contract[]::new))
                .total()
                .later();

        assertThat(later.changed()).isEqualTo(12);
        assertThat(later.customers()).containsExactly("B", "B 2", "B 3", "D", "D 2", "D 3", "a", "a 2", "a 3", "c");
    }

    private static LaterCustomers countUntil(Instant until, Contract contract) {
        return count(BEFORE, slower(), Duration.ofHours(1), until, contract)
                .total()
                .later();
    }

    @Test
    void whatBeginsOnceAScheduledReleaseDecidesIsNotCountedAsLater() {
        Contract gold = signed("Gold", days(within(TermScope.ANY, "1 hour", null), null, "2026-04-30"));
        Instant end = Instant.parse("2026-05-01T00:00:00Z");

        assertThat(countUntil(end, gold)).isEqualTo(LaterCustomers.NONE);
        assertThat(countUntil(end.plusSeconds(1), gold).changed()).isEqualTo(3);
    }

    @Test
    void customersWhoseAnswersChangeAtOnceAreNotCountedAgainLater() {
        Term laterFaster = days(within(TermScope.ANY, "1 hour", null), "2026-04-01", "2026-04-30");

        CustomerImpact impact = count(slower(), signed("Gold", laterFaster));

        assertThat(impact.total().changed()).isEqualTo(3);
        assertThat(impact.total().later()).isEqualTo(LaterCustomers.NONE);
    }

    @Test
    void aContractThatEndsBeforeItsTermIsNotAffectedLater() {
        Contract gold = signed("Gold", days(within(TermScope.ANY, "1 hour", null), null, "2026-04-30"));
        Contract ended = new Contract("Gold", 1, NOW, "cora", Instant.parse("2026-05-01T00:00:00Z"), gold.agreement());

        assertThat(count(slower(), ended).total().later()).isEqualTo(LaterCustomers.NONE);
    }

    private static Term days(Term term, @Nullable String from, @Nullable String until) {
        return new Term(
                term.clause(),
                term.scope(),
                from == null ? null : LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                term.within(),
                term.every(),
                term.calendar(),
                term.strength(),
                term.clock(),
                term.channels(),
                term.guarantee(),
                term.allowance(),
                term.terms());
    }

    @Test
    void aCountThatWasCutOffSaysHowFarItCame() {
        CustomerImpact impact = count(slower(), Duration.ZERO, signed("Gold"));

        assertThat(impact.limit())
                .isEqualTo(
                        "The search took longer than 0 ms. Of 3 contracts, 0 were evaluated, and more may have other answers.");
    }

    @ParameterizedTest
    @CsvSource({"3600000, ''", "0, The search took longer than 0 ms."})
    void anAttributeThatIsComparedInAnotherWayLeavesTheCountIncomplete(long millis, String further) {
        CustomerImpact impact = count(
                dated("attribute[\"at\"] < $param", "2026-03-02", "yes"),
                dated("attribute[\"at\", \"Europe/Zurich\"] == $param", "after opening", "no"),
                Duration.ofMillis(millis),
                signed("Gold", within(TermScope.ANY, "1 hour", null)));

        assertThat(impact.limit()).contains("“at” is compared with dates before the change", "not compared.", further);
    }

    private static Policy dated(String comparison, String cell, String entitled) {
        return PolicyCompiler.compileChecked(LogicTables.tables(LogicTables.sheet(
                "plans.csv",
                "collect",
                "Query",
                "Plan: plan == \"$param\" | At: " + comparison + " | Level: entitlement.supportLevel(\"$param\")"
                        + " | Entitled: entitlement.entitled($param)",
                "Gold | " + cell + " | L1 | yes",
                "Silver | | L1 | " + entitled)));
    }
}
