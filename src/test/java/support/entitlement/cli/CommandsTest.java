package support.entitlement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.EditedTables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void checkOfTheShippedTablesFindsNothingToMend() {
        assertThat(run("check", "rules")).isZero();
        assertThat(out.toString()).endsWith("0 errors, 0 warnings. The tables can be used.\n");
    }

    @Test
    void checkPrintsThePlaceTheValueAndWhatWouldBeRight(@TempDir Path directory) {
        mistaken(directory);

        assertThat(run("check", directory.toString())).isEqualTo(Commands.PROBLEMS);
        assertThat(out.toString())
                .contains("error   sla-agreements.csv!E8 “1 huor”\n")
                .contains("Write a number and a unit (90 minutes, 1 hour, ")
                .endsWith("1 error, 0 warnings. The tables are refused.\n");
    }

    @Test
    void checkPrintsJsonForPrograms(@TempDir Path directory) {
        mistaken(directory);

        assertThat(run("check", directory.toString(), "--json")).isEqualTo(Commands.PROBLEMS);
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.get("sound").booleanValue()).isFalse();
        assertThat(report.at("/problems/0/severity").stringValue()).isEqualTo("error");
        assertThat(report.at("/problems/0/code").stringValue()).isEqualTo("bad-cell");
        assertThat(report.at("/problems/0/file").stringValue()).isEqualTo("sla-agreements.csv");
        assertThat(report.at("/problems/0/cell").stringValue()).isEqualTo("E8");
        assertThat(report.at("/problems/0/value").stringValue()).isEqualTo("1 huor");
    }

    @Test
    void linksThatLeadOutAreRefusedUnlessTheirDirectoryIsNamed(@TempDir Path directory) throws IOException {
        Path tables = Files.createDirectory(directory.resolve("tables"));
        Path shared = Files.createDirectory(directory.resolve("shared"));
        EditedTables.in(tables);
        Files.move(tables.resolve("plans.csv"), shared.resolve("plans.csv"));
        Files.createSymbolicLink(tables.resolve("plans.csv"), shared.resolve("plans.csv"));

        assertThat(run("check", tables.toString())).isEqualTo(Commands.PROBLEMS);
        assertThat(out.toString()).contains("error   plans.csv", "(link-outside)");
        assertThat(run("check", "--linked-directory", shared.toString(), tables.toString()))
                .isZero();
    }

    @Test
    void aWarningFailsAStrictCheckOnly(@TempDir Path directory) {
        EditedTables.in(directory).addRow("channels.csv", Map.of("Channel", "Carrier pigeon", "Medium", "air"));

        assertThat(run("check", directory.toString())).isZero();
        assertThat(run("check", "--strict", directory.toString())).isEqualTo(Commands.PROBLEMS);
    }

    @Test
    void anAcceptedWarningPassesAStrictCheckUntilItsRowChanges(@TempDir Path directory) throws IOException {
        EditedTables tables =
                EditedTables.in(directory).addRow("channels.csv", Map.of("Channel", "Carrier pigeon", "Medium", "air"));
        run("check", "--json", directory.toString());
        JsonNode warning = JsonMapper.shared().readTree(out.toString()).at("/problems/0");
        Files.writeString(
                directory.resolve("accepted-warnings.csv"),
                "Code;Table;Row;Reason;By;Date\n"
                        + String.join(
                                ";",
                                warning.get("code").stringValue(),
                                warning.at("/acceptAs/table").stringValue(),
                                warning.at("/acceptAs/row").stringValue(),
                                "planned",
                                "ada",
                                "27.11.2026"));

        assertThat(run("check", "--strict", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("meant   channels.csv!A14 “Carrier pigeon”", "ada has accepted it on 2026-11-27: planned")
                .endsWith("0 errors, 0 warnings, and 1 accepted warning. The tables can be used.\n");

        tables.replaceInRow("channels.csv", List.of("Carrier pigeon"), "Medium", "sea");
        assertThat(run("check", "--strict", directory.toString())).isEqualTo(Commands.PROBLEMS);
        assertThat(out.toString()).endsWith("0 errors, 2 warnings. The tables are refused.\n");
    }

    @Test
    void checkAgainstOtherTablesSaysWhatChanged(@TempDir Path directory) {
        EditedTables.in(directory).replaceEverywhere("sla-agreements.csv", "8 hours", "9 hours");

        assertThat(run("check", "--against", "rules", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("info    sla-agreements.csv!E12 “9 hours”", "This was “8 hours”.")
                .contains("Answers that change:")
                .contains("Initial response: 8 hours → 9 hours (worse), because of sla-agreements.csv!E12");
    }

    @Test
    void checkAgainstTheSameTablesSaysThatNoAnswerChanges() {
        assertThat(run("check", "--against", "rules", "rules")).isZero();
        assertThat(out.toString()).contains("No answer changes.");
    }

    @Test
    void checkOfNoDirectoryCouldNotRun() {
        assertThat(run("check", "no/such/directory")).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("no/such/directory is no directory.");
    }

    @Test
    void explainAnswersWithTheRows() {
        int code = run(
                "explain",
                "--plan",
                "enterprise premium",
                "--issue-type",
                "API outage",
                "--production-use",
                "not possible",
                "--workaround",
                "no",
                "--channel",
                "Landline");

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("entitled       yes")
                .contains("SLA category   1, Production use of the system is not possible")
                .contains("channel        Landline, phone, for support SLA category 1 only")
                .contains("allowed        yes")
                .contains("milestone      Acknowledge, PT1H, 24x7")
                .contains("  plans.csv, row 10  Plan: Enterprise Premium | Support level: Enterprise Premium");
    }

    @Test
    void explainReadsADateAsCellsDoAndRefusesOneWithTwoReadings() {
        String[] arguments = {
            "explain",
            "--rules",
            "src/test/resources/dates",
            "--plan",
            "Licence",
            "--issue-type",
            "Question",
            "--attribute",
            "purchasedOn=16.09.2018"
        };
        run(arguments);
        arguments[arguments.length - 1] = "purchasedOn=05/09/2018";
        run(arguments);

        assertThat(out.toString()).contains("Phone");
        assertThat(err.toString()).contains("two readings: 2018-09-05 or 2018-05-09");
    }

    @Test
    void explainComparesADateWithTheOpening() {
        run(
                "explain",
                "--rules",
                "src/test/resources/relative-dates",
                "--plan",
                "Device",
                "--issue-type",
                "Question",
                "--opened-at",
                "2026-03-01T23:00:00Z",
                "--attribute",
                "purchasedOn=2 March 2024");

        assertThat(out.toString()).contains("Monday 2026-03-02 00:00 Europe/Zurich", "warranty-over");
    }

    @Test
    void explainPrintsMilestonesWithoutATimeAndWhatElseMayBeBlank() {
        run(
                "explain",
                "--rules",
                "src/test/resources/business-hours",
                "--plan",
                "Enterprise Premium",
                "--issue-type",
                "API outage",
                "--sla-category",
                "1",
                "--attribute",
                "region=EU");

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("milestone      Update, again every PT2H, Two desks, starts at acknowledged")
                .contains("milestone      Resolution, 2 business days, Zurich office, target");
    }

    @Test
    void explainPrintsAnAllowanceWithoutAUnitOrAPeriod(@TempDir Path directory) {
        EditedTables.in(directory)
                .replaceInRow("allowances.csv", List.of("Enablement sessions", "8"), "Per", "")
                .replaceInRow("allowances.csv", List.of("Enablement sessions", "8"), "Limit", "soft")
                .replaceInRow("allowances.csv", List.of("Enablement sessions", "8"), "Unit", "");

        run(
                "explain",
                "--rules",
                directory.toString(),
                "--plan",
                "Enterprise Premium",
                "--issue-type",
                "Enablement sessions");

        assertThat(out.toString()).contains("allowance      8, soft").contains("covers         ");
    }

    /** Explains a query with attributes, by tables of which one compares the attribute seats with a number. */
    private int explainWithAttributes(Path directory, String... attributes) {
        EditedTables.in(directory)
                .addTable(
                        "seats.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.term(\"size\", \"$param\")",
                        List.of(List.of("100", "large")));
        List<String> arguments = new ArrayList<>(
                List.of("explain", "--rules", directory.toString(), "--plan", "Free", "--issue-type", "Issue reports"));
        for (String attribute : attributes) {
            arguments.addAll(List.of("--attribute", attribute));
        }
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void explainRefusesAnAttributeOfTheWrongType(@TempDir Path directory) {
        int code = explainWithAttributes(directory, "seats=many");

        assertThat(code).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("--attribute seats “many” must be a number");
    }

    @Test
    void explainRefusesASecondValueOfOneAttribute(@TempDir Path directory) {
        int code = explainWithAttributes(directory, "seats=1", "Seats=2");

        assertThat(code).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("“seats” is the same attribute. Give it once.");
    }

    @Test
    void explainNamesTheNearestNameOfAnUnknownOne() {
        assertThat(run("explain", "--plan", "Enterprise Premuim", "--issue-type", "API outage"))
                .isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString())
                .contains("--plan “Enterprise Premuim” is not known. The nearest is “Enterprise Premium”");
    }

    @Test
    void explainReadsAnAttributeAsTheTablesCompareIt(@TempDir Path directory) {
        explainWithAttributes(directory, "seats=250");

        assertThat(out.toString()).contains("size           large");
    }

    @Test
    void explainOfRefusedTablesPointsToCheck(@TempDir Path directory) {
        mistaken(directory);

        assertThat(run("explain", "--rules", directory.toString(), "--plan", "Free", "--issue-type", "Issue reports"))
                .isEqualTo(Commands.PROBLEMS);
        assertThat(err.toString()).contains("run “check " + directory + "”");
    }

    @Test
    void aTokenHasRolesThatThereAre() {
        assertThat(run("token", "--name", "ada", "--roles", "Contracts, usage")).isZero();
        assertThat(out.toString()).contains("tokens[0].name=ada\n", "tokens[0].roles=contracts, usage\n");
    }

    @Test
    void theHelpOfTokensListsEveryRole() {
        assertThat(run("token", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("One or more of analyst, publisher, history, contracts, usage, reader, monitor, with commas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token --roles admin | “admin” is no role. Known are analyst, publisher, history, contracts, usage, reader, monitor.",
                "token --roles publisher,admin | “admin” is no role.",
                "token --roles | --roles",
                "token --roles '' | “” is no role.",
                "token --name '' | A name has up to 100 letters, and stands on one line.",
                "token --role publisher | --role",
                "check rules --against no/such/directory | no/such/directory is no directory.",
                "check rules rules | rules",
                "explain --plan Free | --issue-type",
                "explain --rules no/such/directory --plan Free --issue-type x | no/such/directory is no directory.",
                "explain --plan Free --issue-type x | --issue-type “x” is not known.",
                "explain --plan Free --issue-type 'API outage' --workaround perhaps | --workaround “perhaps” must be",
                "explain --plan Free --issue-type 'API outage' --production-use x | --production-use “x” is not known",
                "explain --plan Free --issue-type 'API outage' --channel x | --channel “x” is not known",
                "explain --plan Free --issue-type 'API outage' --sla-category 4 | --sla-category “4” is not known",
                "explain --plan Free --issue-type 'API outage' --sla-category 1 --workaround no | --sla-category takes the place",
                "explain --plan Free --issue-type 'API outage' --attribute regoin=EU | --attribute “regoin”: no table looks at it",
                "explain --plan Free --issue-type 'API outage' --attribute region | --attribute"
            })
    void aValueThatAnOptionCannotHaveIsRefusedWithWhatWouldBeRight(String command, String message) {
        assertThat(run(words(command))).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString().replaceAll("\\s+", " ")).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private static String[] words(String command) {
        return Pattern.compile("'([^']*)'|\\S+")
                .matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    @Test
    void explainReadsAnAttributeInATypeThatTablesCompareItWith(@TempDir Path directory) {
        assertThat(explainWithAttributes(directory, "seats=many")).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("--attribute seats “many” must be a number such as 8 or 1.5");
    }

    @Test
    void checkAgainstTablesWithProblemsCouldNotRun(@TempDir Path directory) {
        mistaken(directory);

        assertThat(run("check", "rules", "--against", directory.toString())).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("run “check " + directory + "”");
    }

    @Test
    void helpListsBothCommandsAndTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("check", "explain", "starts the service", "the command could not run");
    }

    @Test
    void anUnknownCommandCouldNotRun() {
        assertThat(run("chekc")).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(err.toString()).contains("chekc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain", "--help", "-h", "--version", "chekc"})
    void wordsAndRequestsForHelpAreCommands(String argument) {
        assertThat(Commands.areIn(argument)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server.port=0", "--debug"})
    void settingsStartTheService(String argument) {
        assertThat(Commands.areIn(argument)).isFalse();
        assertThat(Commands.areIn()).isFalse();
    }

    private static void mistaken(Path directory) {
        EditedTables.in(directory).replaceEverywhere("sla-agreements.csv", "1 hour", "1 huor");
    }

    @Test
    void namesAreKnownHoweverTheyAreWritten(@TempDir Path directory) {
        EditedTables.in(directory).addRow("plans.csv", Map.of("Plan", "Gro\u0308\u00DFe", "Support level", "Basic"));

        assertThat(run(
                        "explain",
                        "--rules",
                        directory.toString(),
                        "--plan",
                        "GR\u00D6SSE\u200B",
                        "--issue-type",
                        "issue\u00A0reports"))
                .isZero();
        assertThat(out.toString()).contains("Gr\u00F6\u00DFe");
    }

    @Test
    void anAttributeThatTablesSpellInTwoWaysIsSaidAloud(@TempDir Path directory) {
        EditedTables.in(directory)
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"Gr\u00F6\u00DFe\"] == \"$param\"", "Size")
                .addColumn("plans.csv", "CONDITION", "attribute[\"gro\u0308sse\"] == \"$param\"", "Size");

        assertThat(run("check", directory.toString())).isEqualTo(Commands.PROBLEMS);
        assertThat(out.toString()).contains("The same attribute is spelled");
    }

    private int run(String... arguments) {
        return Commands.runCommand(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
