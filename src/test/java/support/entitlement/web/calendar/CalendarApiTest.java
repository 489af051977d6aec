package support.entitlement.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** A service with tables of calendars: an office in Zurich, a desk in New York, a night watch, and combinations of them. */
@DirtiesContext
class CalendarApiTest extends ApiTest {

    @TempDir
    private static Path rules;

    /** The tables of the worked example, and holidays of New York that recur. */
    @DynamicPropertySource
    static void copyTables(DynamicPropertyRegistry properties) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/business-hours"), rules);
        Files.writeString(rules.resolve("holidays.csv"), """
                New York desk,25 December,,,,Christmas Day
                New York desk,,24 December,09:00,12:00,
                New York desk,TR,,,,
                """, StandardOpenOption.APPEND);
        properties.add("entitlement.rules.directory", rules::toString);
    }

    @Test
    void theHolidaysOfAYearHaveTheirNamesAndTheWordsOfTheTable() throws Exception {
        JsonNode answer =
                get("/v1/calendars/new%20york%20DESK/holidays?year=2027").json();

        assertThat(answer.get("calendar").stringValue()).isEqualTo("New York desk");
        assertThat(answer.get("dates")
                        .valueStream()
                        .filter(date -> !date.get("days").stringValue().equals("TR")))
                .containsExactly(JSON.readTree("""
                                {"date": "2027-12-24", "days": "24 December", "name": "", "hours": ["09:00-12:00"]}"""), JSON.readTree("""
                                {"date": "2027-12-25", "days": "25 December", "name": "Christmas Day", "hours": []}"""));
        assertThat(answer.get("dates").toString()).contains("\"2027-10-29\",\"days\":\"TR\",\"name\":\"");
        JsonNode desk = calendar(get("/v1/calendars").json(), "New York desk");
        assertThat(desk.get("dates").properties()).hasSize(1);
        assertThat(desk.get("recurring")
                        .valueStream()
                        .map(days -> days.get("days").stringValue()))
                .containsExactly("25 December", "24 December", "TR");
    }

    @ParameterizedTest
    @CsvSource({
        "New%20York%20desk/holidays?year=2190, 422, holidays-unknown",
        "New%20York%20desk/holidays?year=0, 400, wrong-type",
        "New%20York%20desk/state?at=2190-01-01T00:00:00Z, 422, holidays-unknown",
        "New%20York%20desk/state?at=1850-01-01T00:00:00Z, 422, holidays-unknown",
        "Two%20desks/due?within=1%20hour&from=2190-01-01T00:00:00Z, 422, holidays-unknown",
        "New%20York%20desk/open-hours?from=2190-01-01T00:00:00Z&to=2190-01-02T00:00:00Z, 422, holidays-unknown"
    })
    void aTimeOfWhichTheHolidaysAreNotKnownIsRefused(String path, int status, String code) throws Exception {
        Answer answer = get("/v1/calendars/" + path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void aCaseAtSuchATimeIsRefusedAloneAndAmongOthers() throws Exception {
        String late = """
                {"plan": "Enterprise Premium", "issueType": "Issue reports", "slaCategory": "1",
                 "attributes": {"region": "US"}, "openedAt": "2190-03-06T16:30:00Z"}""";

        assertThat(evaluate(late).json().get("code").stringValue()).isEqualTo("holidays-unknown");
        JsonNode all = post(
                        "/v1/evaluations",
                        "application/json",
                        "{\"evaluations\": [" + late + ", " + late.replace("2190", "2026") + "]}")
                .json();
        assertThat(all.toString()).contains("holidays-unknown", "\"entitled\":true");
    }

    @Test
    void aSearchNamesWhatCannotBeEvaluatedAtSuchATime() throws Exception {
        Answer found = post("/access/v1/search/resource", "application/json", """
                {"subject": {"type": "plan", "id": "Enterprise Premium"}, "action": {"name": "open"},
                 "resource": {"type": "issue-type"},
                 "context": {"slaCategory": "1", "region": "US", "openedAt": "2190-03-06T16:30:00Z"}}""");

        assertThat(found.status()).as(found.response().body()).isEqualTo(200);
        assertThat(found.json().at("/context/notEvaluated").toString())
                .contains("\"name\":\"Issue reports\"", "holidays-unknown");
    }

    private JsonNode openHours(String calendar, String from, String to) throws Exception {
        return get("/v1/calendars/" + calendar.replace(" ", "%20") + "/open-hours?from=" + from.replace("+", "%2B")
                        + "&to=" + to.replace("+", "%2B"))
                .json();
    }

    @Test
    void theCalendarsSayTheirHoursInWords() throws Exception {
        JsonNode all = get("/v1/calendars").json();

        assertThat(calendar(all, "Zurich office").get("hours").stringValue())
                .isEqualTo("Monday to Friday 08:00-12:00, 13:00-18:00");
        assertThat(calendar(all, "Zurich office").get("zone").stringValue()).isEqualTo("Europe/Zurich");
        assertThat(calendar(all, "24x7").get("alwaysOpen").booleanValue()).isTrue();
        assertThat(calendar(all, "24x7").get("hours").stringValue()).isEqualTo("Monday to Sunday 00:00-24:00");
        JsonNode both = calendar(all, "Two desks");
        assertThat(both.get("hours").stringValue()).isEmpty();
        assertThat(both.get("openWhenAnyOf").valueStream().map(JsonNode::stringValue))
                .containsExactly("Zurich office", "New York desk");
        assertThat(both.get("openWhenAllOf")).isEmpty();
    }

    @Test
    void theDatesWithHoursOfTheirOwnAreListedByYear() throws Exception {
        JsonNode all = get("/v1/calendars").json();
        long dates = all.get("calendars")
                .valueStream()
                .flatMap(calendar -> calendar.get("dates").valueStream())
                .mapToLong(JsonNode::size)
                .sum();

        assertThat(dates).isPositive();
        for (JsonNode calendar : all.get("calendars")) {
            calendar.get("dates")
                    .properties()
                    .forEach(year -> assertThat(year.getValue())
                            .allSatisfy(date ->
                                    assertThat(date.get("date").stringValue()).startsWith(year.getKey() + "-")));
        }
    }

    private static JsonNode calendar(JsonNode all, String name) {
        return all.get("calendars")
                .valueStream()
                .filter(calendar -> calendar.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The clocks of Zurich go forward on 29 March 2026: the offset of the Monday differs from that of the Friday. */
    @Test
    void theStretchesAreHalfOpenAndHaveTheOffsetOfTheirTime() throws Exception {
        JsonNode hours = openHours("Zurich office", "2026-03-27T17:00:00Z", "2026-03-30T07:00:00Z");
        JsonNode friday = openHours("zurich OFFICE", "2026-03-27T16:00:00Z", "2026-03-30T07:00:00Z");

        assertThat(hours.get("open")).hasSize(1);
        assertThat(hours.at("/open/0/from").stringValue()).isEqualTo("2026-03-30T08:00:00+02:00");
        assertThat(hours.at("/open/0/to").stringValue()).isEqualTo("2026-03-30T09:00:00+02:00");
        assertThat(friday.at("/open/0/from").stringValue()).isEqualTo("2026-03-27T17:00:00+01:00");
        assertThat(friday.at("/open/0/to").stringValue()).isEqualTo("2026-03-27T18:00:00+01:00");
        assertThat(friday.get("calendar").stringValue()).isEqualTo("Zurich office");
        assertThat(friday.get("openFor").stringValue()).isEqualTo("PT2H");
    }

    @Test
    void theStretchesAddUpToTheOpenTimeOfTheRange() throws Exception {
        for (JsonNode calendar : get("/v1/calendars").json().get("calendars")) {
            JsonNode hours = openHours(
                    calendar.get("name").stringValue(), "2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00");
            Duration open = hours.get("open")
                    .valueStream()
                    .map(stretch -> Duration.between(
                            OffsetDateTime.parse(stretch.get("from").stringValue()),
                            OffsetDateTime.parse(stretch.get("to").stringValue())))
                    .reduce(Duration.ZERO, Duration::plus);

            assertThat(hours.get("complete").booleanValue()).isTrue();
            assertThat(open).isEqualTo(Duration.parse(hours.get("openFor").stringValue()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "24x7, to=2026-01-01T00:00:00Z, 400, missing-field, /from",
        "24x7, from=2026-01-01T00:00:00Z, 400, missing-field, /to",
        "24x7, from=2026-01-02&to=2026-01-03T00:00:00Z, 400, bad-instant, /from",
        "24x7, from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, bad-instant, /to",
        "24x7, from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00%2B01:00, 400, bad-instant, /to",
        "24x7, from=2026-01-01T00:00:00Z&to=2027-02-06T00:00:01Z, 400, bad-instant, /to",
        "24x8, from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z, 422, unknown-calendar, /calendar",
        "24x7, from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&asof=x, 400, unknown-field, /asof",
        "24x7, from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&asOf=1999-01-01T00:00:00Z, 422, no-release-then, /asOf"
    })
    void aWrongRangeIsNamed(String calendar, String parameters, int status, String code, String pointer)
            throws Exception {
        Answer answer = get("/v1/calendars/" + calendar + "/open-hours?" + parameters);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
    }

    /** The Friday before the clocks of Zurich go forward. */
    @ParameterizedTest
    @CsvSource({
        "2 business days, 2026-03-31T17:55:00+02:00",
        "4 hours, 2026-03-30T11:55:00+02:00",
        "end of next business day, 2026-03-30T18:00:00+02:00",
        "3 calendar days, 2026-03-30T17:55:00+02:00"
    })
    void aTimeFallsDueInACalendar(String within, String due) throws Exception {
        JsonNode answer = dueIn("Zurich office", within).json();

        assertThat(answer.get("dueAt").stringValue()).isEqualTo(due);
        assertThat(answer.get("openThen").booleanValue()).isTrue();
        assertThat(answer.get("from").stringValue()).isEqualTo("2026-03-27T17:55:00+01:00");
    }

    @ParameterizedTest
    @CsvSource({"2 days, 2 business days", "2 moons, 90 minutes", "900 years, fifty years"})
    void aTimeThatCannotBeCountedSaysWhatWouldBeRight(String within, String right) throws Exception {
        Answer answer = dueIn("Zurich office", within);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo("/within");
        assertThat(answer.json().get("detail").stringValue()).contains(right);
    }

    private Answer dueIn(String calendar, String within) throws Exception {
        return get("/v1/calendars/" + calendar.replace(" ", "%20") + "/due?within=" + within.replace(" ", "%20")
                + "&from=2026-03-27T16:55:00Z");
    }

    @Test
    void theCalendarsOfThePastAreShown() throws Exception {
        String now = OffsetDateTime.now(ZoneOffset.UTC).toString();

        assertThat(get("/v1/calendars?asOf=" + now).json())
                .isEqualTo(get("/v1/calendars").json());
        assertThat(get("/v1/calendars?at=" + now).status()).isEqualTo(400);
    }
}
