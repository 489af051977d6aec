package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Method;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.Queries;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Entitlement;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.web.evaluation.AllowanceResponse;
import support.entitlement.web.evaluation.EvaluationResponse;
import tools.jackson.databind.json.JsonMapper;

/** Every cell of a row either shows in the answer, or causes a warning of the check at the cell. */
class EveryCellCountsTest {

    private static final OffsetDateTime OPENED = OffsetDateTime.parse("2026-03-06T16:30:00+01:00");

    /** The cell of each action in a row, and the part of the answer that shows it. */
    private static final Map<String, List<String>> SAID = new LinkedHashMap<>();

    static {
        SAID.put("entitled($param)", List.of("", "\"entitled\":"));
        SAID.put("reason(\"$param\")", List.of("closed", "\"reason\":\"closed\""));
        SAID.put("reasonText(\"$param\")", List.of("Nobody is there.", "\"reasonText\":\"Nobody is there.\""));
        SAID.put("exceptChannels(\"$param\")", List.of("Fax", "\"exceptChannels\":[\"Fax\"]"));
        SAID.put("covers(\"$param\")", List.of("what it covers", "\"covers\":\"what it covers\""));
        SAID.put("referTo(\"$param\")", List.of("Granted", "\"referTo\":\"Granted\""));
        SAID.put("notice(\"$param\")", List.of("a notice", "\"notice\":\"a notice\""));
        SAID.put("term(\"size\", \"$param\")", List.of("a term", "\"terms\":{\"size\":\"a term\"}"));
        SAID.put("definition(\"$param\")", List.of("a definition", "\"definition\":\"a definition\""));
        SAID.put("channels(\"$param\")", List.of("Phone", "\"name\":\"Phone\""));
        SAID.put("guarantee(\"$param\")", List.of("response-time", "\"kind\":\"response-time\""));
        SAID.put("words(\"$param\")", List.of("some words", "\"text\":\"some words\""));
        SAID.put("priorityFlag($param)", List.of("yes", "\"priorityFlag\":true"));
        SAID.put("onCall(\"$param\")", List.of("by night", "\"onCall\":{\"coverage\":\"by night\"}"));
        SAID.put("commitment(\"$param\")", List.of("a commitment", "\"commitments\":[\"a commitment\"]"));
        SAID.put("milestone(\"$param\")", List.of("Answer", "\"name\":\"Answer\""));
        SAID.put("within(\"$param\")", List.of("1 hour", "\"within\":\"PT1H\""));
        SAID.put("calendar(\"$param\")", List.of("24x7", "\"calendar\":\"24x7\""));
        SAID.put("startsAt(\"$param\")", List.of("acknowledged", "\"startsAt\":\"acknowledged\""));
        SAID.put("startsDuring(\"$param\")", List.of("24x7", "\"startsDuring\":\"24x7\""));
        SAID.put("pausedBy(\"$param\")", List.of("on hold", "\"pausedBy\":[\"on hold\"]"));
        SAID.put("resumedBy(\"$param\")", List.of("continued", "\"resumedBy\":[\"continued\"]"));
        SAID.put("endsAt(\"$param\")", List.of("called", "\"endsAt\":\"called\""));
        SAID.put("every(\"$param\")", List.of("2 hours", "\"every\":\"PT2H\""));
        SAID.put("repeatedUntil(\"$param\")", List.of("estimated", "\"repeatedUntil\":[\"estimated\"]"));
        SAID.put("strength(\"$param\")", List.of("target", "\"strength\":\"target\""));
        SAID.put("amount($param)", List.of("7", "\"amount\":7"));
        SAID.put("unit(\"$param\")", List.of("sessions", "\"unit\":\"sessions\""));
        SAID.put("per(\"$param\")", List.of("quarter", "\"per\":\"quarter\""));
        SAID.put("carryOver(\"$param\")", List.of("3 months", "\"carryOver\":\"P3M\""));
        SAID.put("limit(\"$param\")", List.of("soft", "\"limit\":\"soft\""));
        SAID.put("limitName(\"$param\")", List.of("a quarter", "\"limitName\":\"a quarter\""));
        SAID.put("pool(\"$param\")", List.of("Consulting", "\"pool\":\"Consulting\""));
        SAID.put("counts(\"$param\")", List.of("2 per hour", "\"counts\":\"2 per hour\""));
        SAID.put("further(\"$param\")", List.of("10 per 1000 seats", "\"further\":\"10 per 1000 seats\""));
        SAID.put("fee(\"$param\")", List.of("150 CHF", "\"fee\":\"150 CHF\""));
        SAID.put("supportLevel(\"$param\")", List.of("Gold", "\"supportLevel\":\"Gold\""));
        SAID.put("slaCategory(\"$param\")", List.of("1", "\"slaCategory\":{\"id\":\"1\""));
        SAID.put("slaCategory(\"overrules\", \"$param\")", List.of("1", "\"slaCategory\":{\"id\":\"1\""));
    }

    private static final Set<String> OF_THE_FIRST_TABLE =
            Set.of("supportLevel(\"$param\")", "slaCategory(\"$param\")", "slaCategory(\"overrules\", \"$param\")");
    private static final Set<String> OF_A_MILESTONE = Set.of(
            "within",
            "calendar",
            "startsAt",
            "startsDuring",
            "pausedBy",
            "resumedBy",
            "endsAt",
            "every",
            "repeatedUntil",
            "strength");
    private static final Set<String> OF_AN_ALLOWANCE =
            Set.of("unit", "per", "carryOver", "limit", "limitName", "pool", "counts", "further", "fee");

    /** What a limit with a fee cannot say; rows of their own say it. */
    private static final String CARRIED = "carryOver";

    private static final Set<String> NOT_OF_A_CARRIED_ONE = Set.of("pool", "fee");
    private static final Compilation ALL = compile();

    static Stream<String> actions() {
        return SAID.keySet().stream();
    }

    @Test
    void everyActionThereIsIsTried() {
        assertThat(SAID.keySet().stream().map(EveryCellCountsTest::method))
                .containsExactlyInAnyOrderElementsOf(actionsOf(Entitlement.class));
        assertThat(actionsOf(Channel.class)).containsExactlyInAnyOrder("medium", "terms", "openDuring");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void whatARowSaysThatGrantsIsInTheAnswerOrIsAReason(String action) {
        boolean isAnswered = answer(isCarried(action) ? "Carried" : "Granted")
                .contains(SAID.get(action).get(1));

        assertThat(isAnswered || warnings("reason-without-denial").anyMatch(cellOf(method(action), 8)::equals))
                .as("%s of a row that grants; %s", action, ALL.problems())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void whatARowSaysThatDeniesIsInTheAnswerOrWarnedOfAtItsCell(String action) {
        boolean isAnswered = answer(isCarried(action) ? "Not carried" : "Denied")
                .contains(SAID.get(action).get(1));
        String warned = OF_A_MILESTONE.contains(method(action))
                ? "milestone"
                : OF_AN_ALLOWANCE.contains(method(action)) ? "amount" : method(action);

        assertThat(isAnswered
                        || warnings("denied-promise").anyMatch(cellOf(warned, isCarried(action) ? 11 : 9)::equals))
                .as("%s of a row that denies; %s", action, ALL.problems())
                .isTrue();
    }

    @Test
    void whatIsSaidOfAChannelIsInTheAnswer() {
        assertThat(answer("Granted"))
                .contains("\"medium\":\"phone\",\"terms\":\"by day\"", "\"hours\":{\"calendar\":\"24x7\"}");
    }

    @Test
    void wordsWithoutAKindAreAnsweredAndWarnedOf() {
        Compilation compiled = compile(
                "Coverage",
                "Type: issueType == \"$param\" | Entitled: entitlement.entitled($param)"
                        + " | Words: entitlement.words(\"$param\")",
                "Bug | yes | As time permits.",
                "Chat | no | Not for this plan.");

        assertThat(answer(compiled.requirePolicy(), "Bug"))
                .contains("\"guarantee\":{\"kind\":null,\"text\":\"As time permits.\"");
        assertThat(answer(compiled.requirePolicy(), "Chat")).contains("\"text\":\"Not for this plan.\"");
        assertThat(warnings(compiled)).containsExactly("words-without-kind answer.csv!C8");
    }

    @ParameterizedTest
    @MethodSource("dropped")
    void whatNoAnswerShowsIsWarnedOf(String columns, String row, String warning) {
        Compilation compiled = compile(
                "Coverage", "Type: issueType == \"$param\" | Entitled: entitlement.entitled($param) | " + columns, row);

        assertThat(warnings(compiled)).contains(warning);
    }

    static Stream<Arguments> dropped() {
        return Stream.of(
                arguments(
                        "Unit: entitlement.unit(\"$param\")",
                        "Bug | yes | hours",
                        "allowance-without-amount answer.csv!C8"),
                arguments(
                        "Per: entitlement.per(\"$param\")",
                        "Bug | yes | year",
                        "allowance-without-amount answer.csv!C8"),
                arguments(
                        "Limit: entitlement.limit(\"$param\")",
                        "Bug | yes | soft",
                        "allowance-without-amount answer.csv!C8"),
                arguments(
                        "Carry: entitlement.carryOver(\"$param\")",
                        "Bug | yes | P1M",
                        "allowance-without-amount answer.csv!C8"),
                arguments(
                        "One: entitlement.notice(\"$param\") | Two: entitlement.notice(\"$param\")",
                        "Bug | yes | a | b",
                        "said-twice answer.csv!C8"),
                arguments(
                        "One: entitlement.term(\"t\", \"$param\") | Two: entitlement.term(\"t\", \"$param\")",
                        "Bug | yes | a | b",
                        "said-twice answer.csv!C8"),
                arguments(
                        "Category: entitlement.slaCategory(\"$param\")",
                        "Bug | yes | 1",
                        "said-too-late answer.csv!C8"),
                arguments(
                        "Level: entitlement.supportLevel(\"$param\")",
                        "Bug | yes | Gold",
                        "said-too-late answer.csv!C8"),
                arguments(
                        "Definition: entitlement.definition(\"$param\")",
                        "Bug | yes | a",
                        "definition-without-category answer.csv!C8"),
                arguments(
                        "Commitment: entitlement.commitment(\"$param\")",
                        " | | a",
                        "promise-without-entitlement answer.csv!C8"));
    }

    private static Compilation compile() {
        List<String> later = SAID.keySet().stream()
                .filter(action -> !OF_THE_FIRST_TABLE.contains(action))
                .toList();
        String columns = later.stream()
                .map(action -> method(action) + ": entitlement." + action)
                .collect(Collectors.joining(
                        " | ", "Type: issueType == \"$param\" | Category: slaCategory == \"$param\" | ", ""));
        return compile(
                "Coverage",
                columns,
                row("Granted", "yes", later),
                row("Denied", "no", later),
                row("Carried", "yes", later),
                row("Not carried", "no", later));
    }

    private static boolean isCarried(String action) {
        return method(action).equals(CARRIED);
    }

    private static boolean isLeftOut(String issueType, String method) {
        return issueType.endsWith("arried") ? NOT_OF_A_CARRIED_ONE.contains(method) : method.equals(CARRIED);
    }

    private static String row(String issueType, String entitled, List<String> actions) {
        List<String> cells = new ArrayList<>(List.of(issueType, "1"));
        actions.forEach(action -> cells.add(
                isLeftOut(issueType, method(action))
                        ? ""
                        : method(action).equals("entitled")
                                ? entitled
                                : SAID.get(action).get(0)));
        return String.join(" | ", cells);
    }

    private static Compilation compile(String fact, String columns, String... rows) {
        Sheet plans = LogicTables.sheet(
                "plans.csv",
                "unique",
                "Query",
                "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\") | Category: entitlement.slaCategory(\"$param\")",
                "Free | Gold | 1");
        Sheet channels = LogicTables.sheet(
                "channels.csv",
                "unique",
                "$channel : Channel",
                "Name: name == \"$param\" | Medium: $channel.medium(\"$param\") | Terms: $channel.terms(\"$param\")"
                        + " | Hours: $channel.openDuring(\"$param\")",
                "Phone | phone | by day | 24x7",
                "Fax | fax | | ");
        Sheet answer = LogicTables.sheet("answer.csv", "unique", fact, columns, rows);
        return PolicyCompiler.compile(new ReadSheets(List.of(plans, channels, answer), List.of()));
    }

    private static String answer(String issueType) {
        return answer(ALL.requirePolicy(), issueType);
    }

    private static String answer(Policy policy, String issueType) {
        ContractDecision signed = new ContractDecision(policy.decide(Queries.query("Free", issueType)), List.of());
        String json = JsonMapper.shared()
                .writeValueAsString(EvaluationResponse.withoutTimes(
                        signed,
                        CustomerPolicy.ofPublished(policy),
                        signed.decision().query(),
                        OPENED,
                        false,
                        AllowanceResponse.of(signed)));
        return json.substring(0, json.indexOf("\"because\":")) + json.substring(json.indexOf("\"policy\":"));
    }

    /** Returns the cell of an action in a row. */
    private static String cellOf(String method, int row) {
        List<String> later = SAID.keySet().stream()
                .filter(action -> !OF_THE_FIRST_TABLE.contains(action))
                .map(EveryCellCountsTest::method)
                .toList();
        return Place.columnName(2 + later.indexOf(method)) + row;
    }

    private static Stream<String> warnings(String code) {
        return ALL.problems().stream()
                .filter(problem -> problem.code().equals(code))
                .map(problem -> String.valueOf(problem.place().cell()));
    }

    private static List<String> warnings(Compilation compiled) {
        return compiled.problems().stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .filter(problem -> problem.place().file().equals("answer.csv"))
                .map((Problem problem) -> problem.code() + " " + problem.place())
                .toList();
    }

    private static String method(String action) {
        return action.substring(0, action.indexOf('('));
    }

    private static List<String> actionsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(ActionMethod.class))
                .map(Method::getName)
                .toList();
    }
}
