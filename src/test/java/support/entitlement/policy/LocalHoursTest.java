package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.sla.MinuteOracle;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Severity;

/** Tests calendars that queries choose, with the worked example: tables under {@code local-hours}. */
class LocalHoursTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("local-hours");
    private static final Policy POLICY = EXAMPLE.policy();

    @TempDir
    private Path directory;

    @Test
    void theExampleHasNothingToMendAndItsScenariosReachEveryRow() {
        assertThat(EXAMPLE.requireSoundScenarios().all()).hasSize(6);
    }

    /** Every zone that changes its clocks has some of its changes within these years. */
    @Test
    void dueTimesAreThoseOfACountOfMinutesOnTheClocksOfTheZone() {
        Random random = new Random(8);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        Map<DayOfWeek, List<int[]>> week = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).limit(5).forEach(day -> week.put(day, List.of(new int[] {540, 1020})));
        for (int i = 0; i < 60; i++) {
            String zone = zones.get(random.nextInt(zones.size()));
            Instant opened = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(525_600));
            MinuteOracle oracle =
                    new MinuteOracle(ZoneId.of(zone), week, Map.of(LocalDate.parse("2026-12-25"), List.of()));

            assertThat(POLICY.calendars().dueAt(milestoneIn("zone", zone, "Local"), opened.atOffset(ZoneOffset.UTC)))
                    .as("%s at %s", zone, opened)
                    .isEqualTo(oracle.due(opened, 240, Set.of()).atOffset(ZoneOffset.UTC));
        }
    }

    private static Milestone milestoneIn(String attribute, String value, String plan) {
        return milestoneOf(POLICY, Map.of(attribute, value), plan);
    }

    private static Milestone milestoneOf(Policy policy, Map<String, Object> attributes, String plan) {
        return policy.decide(new Query(plan, "Fault", null, null, null, null, attributes))
                .milestones()
                .get(0);
    }

    @Test
    void theAnswerNamesTheCalendarThatCounted() {
        assertThat(milestoneIn("zone", "Asia/Tokyo", "Local").calendar()).isEqualTo("Local hours (Asia/Tokyo)");
        assertThat(milestoneOf(POLICY, Map.of(), "Local").calendar()).isEqualTo("Local hours (Europe/Zurich)");
        assertThat(milestoneIn("office", "Tokyo office", "Office").calendar()).isEqualTo("Tokyo office");
        assertThat(milestoneOf(POLICY, Map.of(), "Office").calendar()).isEqualTo("Zurich office");
        assertThat(POLICY.calendars()
                        .get("Local hours (Asia/Tokyo)")
                        .isOpenAt(OffsetDateTime.parse("2026-03-09T09:00:00+09:00")
                                .toInstant()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "calendars.csv | ` or Europe/Zurich` | `` | unknown-zone calendars.csv!B8",
                "calendars.csv | `or Europe/Zurich` | `or Europe/Zurick` | unknown-zone calendars.csv!B8",
                "sla-agreements.csv | `or Zurich office` | `or Zurich ofice` | unknown-calendar sla-agreements.csv!D10",
                "sla-agreements.csv | ` or Zurich office` | `` | unknown-calendar sla-agreements.csv!D10"
            })
    void aMistakeIsReportedAtItsCell(String file, String right, String wrong, String problem) throws IOException {
        assertThat(changed(file, right, wrong).problems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .map(each -> each.code() + " " + each.place()))
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // The hours of a calendar that only queries choose.
                "`Tokyo office,Asia/Tokyo,Mon-Fri,09:00` | `Tokyo office,Asia/Tokyo,Mon-Fri,08:00` | office Tokyo office",
                "`Zurich office,Europe/Zurich,Mon-Fri,08:00` | `Zurich office,Europe/Zurich,Mon-Fri,07:00` | office Zurich office",
                // The hours on every clock, and the zone that counts where none is sent.
                "`or Europe/Zurich\",Mon-Fri,09:00` | `or Europe/Zurich\",Mon-Fri,08:00` | Local hours",
                "`or Europe/Zurich` | `or Europe/London` | no zone"
            })
    void whatChangesForSomeQueriesIsAmongTheImpact(String right, String wrong, String where) throws IOException {
        PolicyImpact impact = PolicyImpact.between(
                POLICY, changed("calendars.csv", right, wrong).requirePolicy(), Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines()).isNotEmpty();
        assertThat(impact.lines().stream()
                        .map(PolicyImpact.ImpactLine::asSentence)
                        .anyMatch(line -> line.contains(where)))
                .as(() -> impact.lines().stream()
                        .map(PolicyImpact.ImpactLine::asSentence)
                        .toList()
                        .toString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"office, Zurich office, Tokyo office, office", "zone, Europe/Zurich, Asia/Tokyo, zone"})
    void anotherChoiceThatCountsWhereNoneIsSentIsAmongTheImpact(String attribute, String was, String is, String where)
            throws IOException {
        PolicyImpact impact =
                PolicyImpact.between(withDefault(attribute, was), withDefault(attribute, is), Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.asSentence()).contains("no " + where, "facts.csv"));
    }

    @ParameterizedTest
    @CsvSource({"Coverage", "Query"})
    void anotherZoneOfTheHoursOfAChannelIsAmongTheImpact(String fact) {
        assertThat(impactOf(fact, "Phone", "24x7", "24x7", "Asia/Tokyo"))
                .singleElement()
                .asString()
                .contains("no zone", "Phone (open during Local hours (Asia/Tokyo))");
    }

    @ParameterizedTest
    @CsvSource({"Coverage", "Query"})
    void anotherCalendarOrZoneOfAPromiseIsAmongTheImpact(String fact) {
        assertThat(impactOf(fact, "Portal", "Local hours", "Local hours", "Asia/Tokyo"))
                .singleElement()
                .asString()
                .contains("no zone", "Local hours (Asia/Tokyo)");
        assertThat(impactOf(
                        fact,
                        "Portal",
                        "attribute[\"office\"] or Zurich office",
                        "attribute[\"office\"] or Tokyo office",
                        "Europe/Zurich"))
                .singleElement()
                .asString()
                .contains("no office", "Tokyo office");
    }

    private static List<String> impactOf(String fact, String channel, String was, String is, String zone) {
        PolicyImpact impact = PolicyImpact.between(
                policy(fact, channel, was, "Europe/Zurich"), policy(fact, channel, is, zone), Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        return impact.lines().stream().map(PolicyImpact.ImpactLine::asSentence).toList();
    }

    private static Policy policy(String fact, String channel, String calendar, String zone) {
        return PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "calendars.csv",
                        "collect",
                        "$calendar : BusinessHours",
                        "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Day: $calendar.day($param)"
                                + " | Open: $calendar.opens(\"$param\") | Close: $calendar.closes(\"$param\")",
                        "Local hours | attribute[\"zone\"] or " + zone + " | Mon-Fri | 09:00 | 17:00",
                        "Zurich office | Europe/Zurich | Mon-Fri | 09:00 | 17:00",
                        "Tokyo office | Asia/Tokyo | Mon-Fri | 09:00 | 17:00"),
                LogicTables.sheet(
                        "channels.csv",
                        "unique",
                        "$channel : Channel",
                        "Channel: name == \"$param\" | Hours: $channel.openDuring(\"$param\")",
                        "Phone | Local hours"),
                LogicTables.sheet(
                        "matrix.csv",
                        "unique",
                        fact,
                        "Plan: plan == \"$param\" | Type: issueType == \"$param\" | Entitled: entitlement.entitled($param)"
                                + " | Channels: entitlement.channels(\"$param\")",
                        "Gold | Fault | yes | " + channel),
                LogicTables.sheet(
                        "promises.csv",
                        "collect",
                        fact,
                        "Plan: plan == \"$param\" | Name: entitlement.milestone(\"$param\")"
                                + " | Within: entitlement.within($param) | Calendar: entitlement.calendar(\"$param\")",
                        "Gold | Answer | 4 hours | " + calendar)));
    }

    private Policy withDefault(String attribute, String value) throws IOException {
        Files.writeString(
                directory.resolve("facts.csv"),
                Files.readString(Path.of("src/test/resources/defaults/facts.csv"))
                        .replace("region,Europe,Most customers are there\nseats,1,", attribute + "," + value + ","));
        return changed("plans.csv", "Local", "Local").requirePolicy();
    }

    private Compilation changed(String file, String right, String wrong) throws IOException {
        return EXAMPLE.compileAfter(directory, file, right, wrong);
    }
}
