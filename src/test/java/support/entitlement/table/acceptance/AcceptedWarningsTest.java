package support.entitlement.table.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.EditedTables;
import support.entitlement.change.diff.PolicyChanges;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.tables.SentTables;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetWriter;

/** Tests which warnings an entry accepts, and which entries are refused. */
class AcceptedWarningsTest {

    private static final String TITLES = "Code,Table,Row,Reason,By,Date\n";
    private static final List<String> PIGEON = List.of("Carrier pigeon");

    @TempDir
    private Path directory;

    private EditedTables tables;

    @BeforeEach
    void addChannelThatNobodyOffers() {
        tables = EditedTables.in(directory)
                .addRow("channels.csv", Map.of("Channel", "Carrier pigeon", "Medium", "air", "Notes", "slow"));
    }

    private Compilation compile() {
        return new RulesDirectory(directory).compileTables();
    }

    private Problem warning() {
        return compile().problems().stream()
                .filter(problem -> problem.type() == TableProblemCode.CHANNEL_NOT_OFFERED)
                .findFirst()
                .orElseThrow();
    }

    private void accept() {
        write(TITLES + entry(warning().key(), "“Pigeons” are planned; =1+1 for 2027"));
    }

    private static String entry(WarningKey key, String reason) {
        return String.join(",", key.code(), key.table(), key.row(), "\"" + reason + "\"", "ada", "2026-11-27\n");
    }

    private void write(String text) {
        try {
            Files.writeString(directory.resolve(AcceptedWarnings.FILE), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> openWarnings() {
        return compile().problems().stream()
                .filter(Problem::isOpenWarning)
                .map(Problem::code)
                .toList();
    }

    @Test
    void anAcceptedWarningIsNoLongerOpenAndKeepsItsReason() {
        assertThat(openWarnings()).containsExactly("channel-not-offered");

        accept();

        assertThat(openWarnings()).isEmpty();
        assertThat(warning().acceptance().reason()).isEqualTo("“Pigeons” are planned; =1+1 for 2027");
        assertThat(warning().acceptance().by()).isEqualTo("ada");
        assertThat(warning().acceptance().date()).hasToString("2026-11-27");
    }

    @Test
    void itStaysAcceptedWhenItsRowIsMovedOrAnnotatedAndOthersChange() {
        accept();

        tables.addFirstRow("channels.csv", Map.of("Channel", "Postcard", "Medium", "mail"))
                .replaceInRow("channels.csv", PIGEON, "Notes", "very slow")
                .replaceInRow("channels.csv", PIGEON, "Channel", "carrier  pigeon");

        assertThat(openWarnings()).containsExactly("channel-not-offered");
        assertThat(warning().value()).isEqualTo("Postcard");
    }

    @Test
    void itComesBackWhenItsRowSaysSomethingElse() {
        accept();

        tables.replaceInRow("channels.csv", PIGEON, "Medium", "sea");

        assertThat(openWarnings()).containsExactly("channel-not-offered", "accepted-nothing");
    }

    @Test
    void anEntryForAnErrorAcceptsNothing() {
        accept();
        tables.addRow("channels.csv", Map.of("Channel", "Carrier pigeon", "Medium", "sea"));
        Problem error = compile().problems().stream()
                .filter(problem -> problem.type() == TableProblemCode.OVERLAP)
                .findFirst()
                .orElseThrow();

        write(TITLES + entry(error.key(), "we know"));

        assertThat(Problem.hasErrors(compile().problems())).isTrue();
        assertThat(compile().problems()).noneMatch(problem -> problem.acceptance() != null);
    }

    @Test
    void twoEntriesForOneWarningAreOneTooMany() {
        write(TITLES + entry(warning().key(), "planned") + entry(warning().key(), "planned"));

        assertThat(openWarnings()).containsExactly("accepted-nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "never-heard,Channels,row-0123456789abcdef,why,ada,2026-11-27; A2",
                "channel-not-offered,,row-0123456789abcdef,why,ada,2026-11-27; B2",
                "channel-not-offered,Channels,12,why,ada,2026-11-27; C2",
                "channel-not-offered,Channels,row-0123456789abcdef,,ada,2026-11-27; D2",
                "channel-not-offered,Channels,row-0123456789abcdef,why,,2026-11-27; E2",
                "channel-not-offered,Channels,row-0123456789abcdef,why,ada,yesterday; F2",
            })
    void anEntryThatCannotBeReadIsRefusedAtItsCell(String entry, String cell) {
        write(TITLES + entry + "\n");

        assertThat(compile().compiled()).isEmpty();
        assertThat(compile().problems())
                .filteredOn(problem -> problem.type() == TableProblemCode.BAD_ACCEPTANCE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place()).hasToString(AcceptedWarnings.FILE + "!" + cell);
                    assertThat(problem.remedy()).startsWith("Write ");
                });
    }

    @Test
    void otherTitlesAndTooManyEntriesAreRefused() {
        write("Code,Table,Row,Reason,By\n");
        assertThat(compile().compiled()).isEmpty();
        write(TITLES.replace("Date", "Code"));
        assertThat(compile().compiled()).isEmpty();
        write("\n");
        assertThat(compile().compiled()).isPresent();

        WarningKey key = warning().key();
        write(TITLES
                + IntStream.rangeClosed(0, AcceptedWarnings.MAX_ENTRIES)
                        .mapToObj(number -> entry(key, "reason " + number))
                        .collect(Collectors.joining()));
        assertThat(compile().problems())
                .filteredOn(problem -> problem.type() == TableProblemCode.TOO_MANY_ROWS)
                .hasSize(1);
    }

    @Test
    void theRevisionStaysAndTheChangesSayWhatIsAccepted() {
        Policy before = compile().requirePolicy();
        accept();
        Policy after = compile().requirePolicy();

        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(PolicyChanges.between(before, after))
                .singleElement()
                .satisfies(change -> assertThat(change.message())
                        .isEqualTo(
                                "“ada” has accepted this warning of “Channels”: “Pigeons” are planned; =1+1 for 2027"));
        assertThat(PolicyChanges.between(after, before))
                .singleElement()
                .satisfies(change -> assertThat(change.code()).isEqualTo("acceptance-removed"));
    }

    @Test
    void aListInAWorkbookCountsAndReplacesTheOneBefore() throws IOException {
        List<List<String>> list = List.of(
                List.of("Code", "Table", "Row", "Reason", "By", "Date"),
                List.of(
                        warning().code(),
                        warning().key().table(),
                        warning().key().row(),
                        "planned",
                        "ada",
                        "27.11.2026"));
        List<Sheet> sheets = List.of(channels(), new Sheet("policy.xlsx", Sheet.ACCEPTED_WARNINGS, list));
        Map<String, byte[]> before =
                Map.of(AcceptedWarnings.FILE, (TITLES).getBytes(StandardCharsets.UTF_8), "plans.csv", new byte[0]);
        byte[] workbook = SheetWriter.writeWorkbook(sheets);

        assertThat(SentTables.mergeFiles(before, Map.of("policy.xlsx", workbook), Set.of()))
                .containsOnlyKeys("plans.csv", "policy.xlsx");
        Files.write(directory.resolve("policy.xlsx"), workbook);
        Files.delete(directory.resolve("channels.csv"));
        assertThat(compile().problems()).noneMatch(Problem::isOpenWarning);
        assertThat(warning().acceptance().reason()).isEqualTo("planned");
    }

    private Sheet channels() {
        return new Sheet(
                "policy.xlsx",
                "channels",
                new RulesDirectory(directory)
                        .readFiles()
                        .readSheetsOf("channels.csv")
                        .get(0)
                        .rows());
    }

    @Test
    void aMarkStaysTheSameInLaterVersionsOfTheService() {
        assertThat(warning().key())
                .isEqualTo(new WarningKey("channel-not-offered", "Channels", "row-71f9df48e0239dcf"));
    }
}
