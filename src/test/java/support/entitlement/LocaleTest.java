package support.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.cli.Commands;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.sheet.SheetReader;

/**
 * Tests that the locale, the encoding and the time zone of the machine change no answer: the core gives equal answers,
 * byte for byte, in this process and in a separate one for each of them.
 */
class LocaleTest {

    private static final String MARK = "> ";
    private static String expected = "";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void answerHere() throws IOException {
        Files.write(workbook(), numbersOfManyFormats());
        expected = answers(workbook());
        assertThat(expected).contains("The tables can be used", "Enterprise Premium", "09:00", "12.50%", "dueAt");
    }

    /** A process answers with the settings that it starts with, and again after a change of its locale and its time zone. */
    @ParameterizedTest
    @CsvSource({
        "-Duser.language=ar -Duser.country=EG -Dfile.encoding=US-ASCII -Duser.timezone=Asia/Kathmandu, tr-TR, Pacific/Apia",
        "-Duser.language=th -Duser.country=TH -Duser.variant=TH -Dfile.encoding=windows-1256, fa-IR, America/St_Johns",
    })
    void theMachinesSettingsChangeNoAnswer(String settings, String nextLocale, String nextZone) {
        assertThat(answers(settings, nextLocale, nextZone)).isEqualTo(expected + expected);
    }

    private static String answers(String settings, String nextLocale, String nextZone) {
        List<String> command = new ArrayList<>(ServiceProcess.JAVA);
        command.addAll(Arrays.asList(settings.split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                LocaleTest.class.getName(),
                workbook().toString(),
                nextLocale,
                nextZone));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            Waiting.awaitEnd(process);
            assertThat(process.exitValue()).as(output).isZero();
            return output.lines()
                    .filter(line -> line.startsWith(MARK))
                    .map(line -> line.substring(MARK.length()) + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path workbook() {
        return folder.resolve("numbers.xlsx");
    }

    /**
     * Prints the answers of the core, each line after a mark that no log line has, twice.
     *
     * @param arguments the path of a workbook, and the locale and the time zone of the second time
     */
    public static void main(String[] arguments) throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        printAnswers(Path.of(arguments[0]), out);
        Locale.setDefault(Locale.forLanguageTag(arguments[1]));
        TimeZone.setDefault(TimeZone.getTimeZone(arguments[2]));
        printAnswers(Path.of(arguments[0]), out);
    }

    private static void printAnswers(Path workbook, PrintWriter out) throws IOException {
        answers(workbook).lines().forEach(line -> out.println(MARK + line));
        out.flush();
    }

    private static String answers(Path workbook) throws IOException {
        StringBuilder answers = new StringBuilder();
        answers.append(command("check", "rules"))
                .append(command("check", "src/test/resources/business-hours", "--json"));
        answers.append(answers(shipped(), List.of("Größe", "Enterprise Premium")));
        answers.append(answers(
                new RulesDirectory(Path.of("src", "test", "resources", "business-hours"))
                        .compileTables()
                        .requirePolicy(),
                List.of("Enterprise Premium")));
        answers.append(command("explain", "--plan=Enterprise Premium", "--issue-type=API outage", "--sla-category=1"));
        answers.append(command("explain", "--plan=unknown"));
        answers.append(SheetReader.readSheets("t.xlsx", Files.readAllBytes(workbook))
                        .sheets()
                        .get(0)
                        .rows())
                .append('\n');
        return answers.toString().lines().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Returns the shipped tables, with a plan whose name has letters beyond ASCII. */
    private static Policy shipped() throws IOException {
        Path directory = Files.createTempDirectory("locale");
        try {
            EditedTables tables = EditedTables.in(directory);
            return tables.replaceInRow(
                            "plans.csv", List.of("Enterprise Premium"), "Plan", "Enterprise Premium, Größe, Złoty, 東京")
                    .compile();
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static String answers(Policy policy, List<String> plans) {
        StringBuilder answers = new StringBuilder(policy.revision()).append('\n');
        for (String plan : plans) {
            for (String issueType : policy.vocabulary().issueTypes().all()) {
                for (String category : policy.vocabulary().slaCategories().all()) {
                    answers.append(answer(policy, new Query(plan, issueType, null, null, category, null, Map.of())));
                }
            }
        }
        return answers.toString();
    }

    private static String answer(Policy policy, Query query) {
        Decision decision = policy.decide(query);
        StringBuilder answer = new StringBuilder(decision.toString()).append('\n');
        for (Milestone milestone : decision.milestones()) {
            if (milestone.within() != null && milestone.startsAt().equals(Milestone.OPENED)) {
                answer.append("dueAt ")
                        .append(policy.calendars().dueAt(milestone, OffsetDateTime.parse("2026-03-06T16:30:00+01:00")))
                        .append('\n');
            }
        }
        return answer.toString();
    }

    private static String command(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Commands.runCommand(out, out, arguments);
        out.flush();
        return text.toString();
    }

    /** Returns a workbook, which takes a second to make, and is the same for all settings. */
    private static byte[] numbersOfManyFormats() {
        return Workbooks.of(List.of(List.of("RuleSet")), sheet -> {
            Map<String, Double> cells =
                    Map.of("0.00%", 0.125, "#,##0.00", 1234.5, "h:mm", 0.375, "[h]:mm", 1.25, "00000", 7.0);
            cells.keySet().stream().sorted().forEach(format -> {
                var cell =
                        sheet.getRow(0).createCell(Math.max(1, sheet.getRow(0).getLastCellNum()));
                cell.setCellValue(cells.get(format));
                var style = sheet.getWorkbook().createCellStyle();
                style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
                cell.setCellStyle(style);
            });
        });
    }
}
