package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Severity;

/** Tests the worked example with calendars: tables under {@code business-hours}. */
class BusinessHoursTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/business-hours");

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheExample() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void theExampleHasNothingToMend() {
        assertThat(new RulesDirectory(EXAMPLE).compileTables().problems())
                .filteredOn(problem -> problem.severity() != Severity.INFO)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // 16:30 on a Friday: an hour and a half is left, and two and a half more count on Monday from eight.
        "1, EU, Initial response, 2026-03-06T16:30:00+01:00, 2026-03-09T10:30:00+01:00",
        // Before Easter: Good Friday and Easter Monday are closed, written in two ways.
        "1, EU, Initial response, 2026-04-02T16:00:00+02:00, 2026-04-07T10:00:00+02:00",
        // On Christmas Eve only the morning is open; the 25th is a Friday like any other in this table.
        "1, EU, Initial response, 2026-12-24T10:00:00+01:00, 2026-12-25T10:00:00+01:00",
        // A customer in New York has the same promise there; the request is sent in Zurich time.
        "1, US, Initial response, 2026-03-06T16:30:00+01:00, 2026-03-06T20:30:00+01:00",
        // A milestone that counts around the clock.
        "1, EU, Acknowledge, 2026-03-06T16:30:00+01:00, 2026-03-06T17:30:00+01:00",
        // Lunch is not open time.
        "2, EU, Acknowledge, 2026-03-06T11:00:00+01:00, 2026-03-06T16:00:00+01:00",
        "2, EU, Initial response, 2026-03-06T11:00:00+01:00, 2026-03-09T18:00:00+01:00"
    })
    void aMilestoneFallsDueInItsCalendar(
            String category, String region, String milestone, OffsetDateTime opened, OffsetDateTime due) {
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();

        assertThat(policy.calendars().dueAt(milestone(policy, category, region, milestone), opened))
                .isEqualTo(due);
    }

    @Test
    void aMilestoneSaysWhenItStartsHowOftenItRecursAndHowFirmItIs() {
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();

        Milestone update = milestone(policy, "1", "EU", "Update");
        assertThat(update.startsAt()).isEqualTo("acknowledged");
        assertThat(update.within()).isNull();
        assertThat(update.every()).hasToString("PT2H");
        assertThat(milestone(policy, "1", "EU", "Resolution").strength()).hasToString("target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "calendars.csv      | Europe/Zurich      | Europe/Zurick      | unknown-zone       | calendars.csv!B8",
                "calendars.csv      | America/New_York   | ``                 | no-zone            | calendars.csv!A10",
                "calendars.csv      | Mon-Fri,08:00      | Mon-Frie,08:00     | bad-day            | calendars.csv!C8",
                "calendars.csv      | 13:00,18:00        | 11:00,18:00        | bad-hours          | calendars.csv!D9",
                "calendars.csv      | 13:00,18:00        | 18:00,13:00        | bad-hours          | calendars.csv!D9",
                "calendars.csv      | 13:00,18:00        | 13:00,             | incomplete-hours   | calendars.csv!A9",
                "calendars.csv      | \"Mon-Thu, Fri\",09:00,17:00 | ,,         | never-open         | calendars.csv!B10",
                "calendars.csv      | office, New        | office, Old        | unknown-calendar   | calendars.csv!F12",
                "calendars.csv      | New York desk,     | 24x7,              | calendar-built-in  | calendars.csv!A10",
                "holidays.csv       | 2026-04-03         | 2026-02-30         | bad-date           | holidays.csv!B8",
                "holidays.csv       | 06.04.2026         | 06/04/2026         | bad-date           | holidays.csv!B9",
                "holidays.csv       | New York desk      | New Yorck desk     | no-zone            | holidays.csv!A11",
                "sla-agreements.csv | 4 hours,Zurich office | 4 hours,Zurich ofice | unknown-calendar | sla-agreements.csv!G13",
                "sla-agreements.csv | 2 business days    | 2 days             | ambiguous-time     | sla-agreements.csv!F12",
                "sla-agreements.csv | 4 hours,Zurich     | 900000 hours,Zurich | too-long          | sla-agreements.csv!F13",
                "sla-agreements.csv | 1 hour,24x7        | 51 years,          | too-long           | sla-agreements.csv!F8",
                "sla-agreements.csv | 2 business days    | 999999 business days | too-long         | sla-agreements.csv!F12",
                "sla-agreements.csv | 4 hours,Zurich     | ,Zurich            | incomplete-milestone | sla-agreements.csv!F13",
                "sla-agreements.csv | target             | tarjet             | bad-cell           | sla-agreements.csv!J12"
            })
    void aMistakeInACalendarIsReportedAtItsCell(String file, String right, String wrong, String code, String place)
            throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(directory.resolve(file), text.replaceFirst(Pattern.quote(right), wrong));

        Compilation compilation = new RulesDirectory(directory).compileTables();

        assertThat(compilation.compiled()).isEmpty();
        assertThat(compilation.problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .contains(code + " " + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "holidays.csv  | ,2026-12-25,,,,                      | no-calendar holidays.csv!A12",
                "calendars.csv | ,UTC,Mon,08:00,09:00,,               | no-calendar calendars.csv!A13",
                "calendars.csv | Zurich office,,,,,,                  | incomplete-hours calendars.csv!A13",
                "calendars.csv | two DESKS,,,,,Night watch,           | combined-twice calendars.csv!F13",
                "calendars.csv | Night watch,,,,,Zurich office,       | combined-with-hours calendars.csv!B11",
                "calendars.csv | Two desks,UTC,,,,,                   | combined-with-hours calendars.csv!B13",
                "calendars.csv | Pair,,Sat,09:00,12:00,Night watch,   | combined-with-hours calendars.csv!C13",
                "holidays.csv  | Two desks,2026-12-25,,,,             | combined-with-hours holidays.csv!B12",
                "calendars.csv | Pair,,,,,Pair,                       | circular-calendar calendars.csv!F13",
                "calendars.csv | A,,,,,B,;B,,,,,A,                   | circular-calendar calendars.csv!F14",
                "calendars.csv | A,,,,,B,;B,,,,,C,                   | unknown-calendar calendars.csv!F14",
                "holidays.csv  | Zurich office,30.02.2026,,,,         | bad-date holidays.csv!B12",
                "holidays.csv  | Zurich office,9999-12-31,,,,         | bad-date holidays.csv!B12",
                "holidays.csv  | Zurich office,0226-12-25,,,,         | bad-date holidays.csv!B12",
                "holidays.csv  | Zurich ofice,2026-12-25,,,,;Zurich ofice,2026-12-26,,,, | no-zone holidays.csv!A12",
                "calendars.csv | Desk,UTC,Mon-Fri,09:00,50:00,,       | bad-hours calendars.csv!E13",
                "calendars.csv | Desk,UTC,Mon-Fri,9 o'clock,17:00,,   | bad-hours calendars.csv!D13",
                "calendars.csv | Zurich office,,Mon-Fri,11:00,14:00,, | bad-hours calendars.csv!D13"
            })
    void aMistakeInARowMoreIsReportedOnce(String file, String rows, String problem) throws IOException {
        Files.writeString(
                directory.resolve(file.strip()),
                Files.readString(directory.resolve(file.strip())).stripTrailing() + "\n" + rows.replace(";", "\n"));

        assertThat(errors()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // A combined calendar and its milestones are not reported if only one of its parts has a mistake.
                "Europe/Zurich,Mon-Fri,08:00 | Europe/Zurick,Mon-Fri,08:00 | unknown-zone calendars.csv!B8",
                "America/New_York,\"Mon-Thu, Fri\",09:00 | America/New_York,Freitag,09:00 | bad-day calendars.csv!C10",
                "Zurich office,,Mon-Fri,13:00,18:00 | Zurich office,Europe/Paris,Mon-Fri,13:00,18:00 | two-zones calendars.csv!B9"
            })
    void oneMistakeIsOneProblem(String right, String wrong, String problem) throws IOException {
        replace("calendars.csv", right, wrong);

        assertThat(errors()).containsExactly(problem);
    }

    @Test
    void anUnknownCalendarOfAMilestoneIsReportedBesideAMistakeInAnother() throws IOException {
        replace("holidays.csv", "2026-04-03", "2026-02-30");
        replace("sla-agreements.csv", "4 hours,Zurich office", "4 hours,Zurich ofice");

        assertThat(errors())
                .containsExactlyInAnyOrder("bad-date holidays.csv!B8", "unknown-calendar sla-agreements.csv!G13");
    }

    @Test
    void calendarsMayBeMadeOfOthersFurtherDown() throws IOException {
        replace("calendars.csv", "Two desks,", "All desks,,,,,\"Two desks, Night watch\",\nTwo desks,");
        replace("sla-agreements.csv", "4 hours,Zurich office", "4 hours,all DESKS");

        assertThat(errors()).isEmpty();
    }

    private void replace(String file, String right, String wrong) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(directory.resolve(file), text.replace(right, wrong));
    }

    private List<String> errors() {
        return new RulesDirectory(directory)
                .compileTables().problems().stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(problem -> problem.code() + " " + problem.place())
                        .toList();
    }

    @Test
    void aChangedHolidayIsANewRevision() throws IOException {
        String before =
                new RulesDirectory(directory).compileTables().requirePolicy().revision();
        Path holidays = directory.resolve("holidays.csv");
        Files.writeString(holidays, Files.readString(holidays).replace("2026-04-03", "2026-04-02"));

        assertThat(new RulesDirectory(directory).compileTables().requirePolicy().revision())
                .isNotEqualTo(before);
    }

    private static Milestone milestone(Policy policy, String category, String region, String name) {
        Map<String, Object> attributes = new HashMap<>(Map.of("region", region));
        Query query = new Query("Enterprise Premium", "Issue reports", null, null, category, null, attributes);
        List<Milestone> found = policy.decide(query).milestones().stream()
                .filter(milestone -> milestone.name().equals(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
