package support.entitlement.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;

/** Tests the statements that calendars reject, and the names of calendars. */
class CalendarTest {

    private static final Calendar MONDAYS =
            new CalendarBuilder("UTC").opens(MONDAY, "09:00", "10:00").build();
    private static final Instant A_MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void bareDaysInACalendarThatClosesHaveTwoReadings() {
        assertThat(MONDAYS.describeReadings(Within.parse("3 days")))
                .isEqualTo("Write “3 business days” if only days on which it opens count, or “3 calendar days” if all "
                        + "days do.");
        assertThat(MONDAYS.describeReadings(Within.parse("P1D")))
                .contains("“1 business day”")
                .contains("“1 calendar day”");
        assertThat(MONDAYS.describeReadings(Within.parse("3-5 days"))).contains("“3-5 business days”");
        assertThat(Calendar.ALWAYS_OPEN.describeReadings(Within.parse("3 days")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 business days", "3 calendar days", "1 week", "1 month", "8 hours", "same business day"})
    void otherTimesHaveOneReading(String words) {
        assertThat(MONDAYS.describeReadings(Within.parse(words))).isNull();
        assertThat(Calendar.ALWAYS_OPEN.describeReadings(Within.parse(words))).isNull();
    }

    @Test
    void aTimeThatTheCalendarIsNotFollowedForIsAProblem() {
        Calendar changing = new CalendarBuilder("Europe/Zurich")
                .opens(MONDAY, "09:00", "10:00")
                .build();

        assertThat(changing.hasDueTime(Within.parse("999999 hours"))).isFalse();
        assertThatThrownBy(() -> changing.dueAt(A_MONDAY, Duration.ofHours(999_999)))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> changing.openBetween(A_MONDAY, Instant.parse("2400-01-01T00:00:01Z")))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> changing.isOpenAt(Instant.parse("2400-01-01T00:00:01Z")))
                .isInstanceOf(DateTimeException.class);
        assertThat(MONDAYS.dueAt(A_MONDAY, Duration.ofHours(999_999))).isAfter(Instant.parse("9999-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 17:30",
        "8:00, 17:30:00",
        "8:00 AM, 5:30 PM",
        "8:00am, 5:30 p.m.",
        "8 AM, 5:30:00 PM",
        "8h, 17h30",
        "08h00, 17 h 30"
    })
    void aTimeOfDayIsReadAsSpreadsheetsOfAnyCountryShowIt(String open, String close) {
        Calendar calendar =
                new CalendarBuilder("UTC").opens(MONDAY, open, close).build();

        assertThat(calendar.openBetween(A_MONDAY, A_MONDAY.plus(Duration.ofDays(7))))
                .isEqualTo(Duration.ofMinutes(570));
    }

    @Test
    void noonAndMidnightAreTwelve() {
        CalendarBuilder builder = new CalendarBuilder("UTC").opens(MONDAY, "12:00 AM", "12:00 PM");

        assertThat(builder.build().openBetween(A_MONDAY, A_MONDAY.plus(Duration.ofDays(7))))
                .isEqualTo(Duration.ofHours(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.30", "8", "13:00 PM", "0 AM", "8:60", "8h60", "８:00 Uhr", "noon"})
    void anythingElseIsNoTimeOfDay(String text) {
        assertThatThrownBy(() -> CalendarBuilder.requireTime(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a time of day");
    }

    @ParameterizedTest
    @CsvSource({
        "2600 hours, true", // an hour a week for fifty years
        "2650 hours, false",
        "49 years, true",
        "51 years, false",
        "end of 999th business day, true",
        "999999 business days, false",
        "999999 months, false"
    })
    void aPromiseReachesAtMostFiftyYears(String words, boolean reaches) {
        assertThat(MONDAYS.hasDueTime(Within.parse(words))).isEqualTo(reaches);
    }

    @Test
    void aStatementThatIsRefusedLeavesTheOthersAsTheyWere() {
        CalendarBuilder builder = new CalendarBuilder("UTC").opens(MONDAY, "09:00", "10:00");

        assertThatThrownBy(() -> builder.opens(MONDAY, "09:30", "11:00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.opens(TUESDAY, "10:00", "26:99")).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.build().openBetween(A_MONDAY, A_MONDAY.plus(Duration.ofDays(7))))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aCalendarThatWasBuiltStaysAsItWas() {
        CalendarBuilder builder = new CalendarBuilder("UTC").opens(MONDAY, "09:00", "10:00");
        Calendar before = builder.build();
        builder.opens(MONDAY, "10:00", "11:00").closedOn(LocalDate.parse("2026-03-02"));

        assertThat(before.dueAt(A_MONDAY, Within.parse("same business day"))).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(builder.build().dueAt(A_MONDAY, Within.parse("same business day")))
                .isEqualTo("2026-03-09T11:00:00Z");
    }

    @Test
    void nothingFallsDueInNegativeTime() {
        assertThatThrownBy(() -> MONDAYS.dueAt(A_MONDAY, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openTimeBackwardsIsNegative() {
        assertThat(MONDAYS.openBetween(A_MONDAY.plus(Duration.ofDays(7)), A_MONDAY))
                .isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void onlyACalendarThatNeverClosesIsAlwaysOpen() {
        CalendarBuilder builder = new CalendarBuilder("Europe/Berlin");
        List.of(DayOfWeek.values()).forEach(day -> builder.opens(day, "00:00", "24:00"));

        assertThat(builder.build().isAlwaysOpen()).isTrue();
        assertThat(Calendar.ALWAYS_OPEN.isAlwaysOpen()).isTrue();
        assertThat(builder.closedOn(LocalDate.parse("2026-12-25")).build().isAlwaysOpen())
                .isFalse();
    }

    @Test
    void aCalendarIsFoundByItsNameInAnyCase() {
        Calendars calendars = new Calendars(Map.of("Mondays", MONDAYS));

        assertThat(calendars.get("MONDAYS")).isSameAs(MONDAYS);
        assertThat(calendars.get("24X7")).isSameAs(Calendar.ALWAYS_OPEN);
        assertThat(calendars.names()).containsExactly("24x7", "Mondays");
        assertThat(calendars.hasCalendar("Tuesdays")).isFalse();
        assertThatThrownBy(() -> calendars.get("Tuesdays")).hasMessage("There is no calendar “Tuesdays”");
        assertThatThrownBy(() -> new Calendars(Map.of("24X7", MONDAYS)))
                .hasMessage("There is a calendar “24X7” already");
    }

    @Test
    void aMilestoneFallsDueWithTheOffsetOfItsStart() {
        Calendars calendars = new Calendars(Map.of("Mondays", MONDAYS));
        OffsetDateTime start = OffsetDateTime.parse("2026-03-01T12:00:00-05:00");

        assertThat(calendars.dueAt(milestone("30 minutes"), start))
                .isEqualTo(OffsetDateTime.parse("2026-03-02T04:30:00-05:00"));
        assertThat(calendars.dueAt(milestone(null), start)).isNull();
    }

    private static Milestone milestone(String within) {
        return new Milestone("Answer", within == null ? null : Within.parse(within), "Mondays", Basis.PUBLISHED);
    }

    /** Where clocks change every year, calendars are computed until 2400; elsewhere, without a limit. */
    @Test
    void hoursBeyondTheYearsThatAreFollowedAreNoObstacle() {
        LocalDate beyond = LocalDate.of(2500, 1, 4);
        Calendar berlin = new CalendarBuilder("Europe/Berlin")
                .opens(DayOfWeek.MONDAY, "09:00", "17:00")
                .closedOn(beyond)
                .build();
        Calendar utc = new CalendarBuilder("UTC")
                .opens(DayOfWeek.MONDAY, "09:00", "17:00")
                .closedOn(beyond)
                .build();

        Calendar both = CombinedCalendars.allOf(List.of(utc, berlin));

        assertThat(both.openBetween(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-08T00:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(utc.isOpenAt(Instant.parse("2500-01-04T10:00:00Z"))).isFalse();
    }
}
