package support.entitlement.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static support.entitlement.calendar.Cases.duration;
import static support.entitlement.calendar.Cases.instant;
import static support.entitlement.calendar.Cases.stretches;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.calendar.AllottedTime;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Cases;
import support.entitlement.calendar.Stretch;
import support.entitlement.decision.Within;

/** Tests deadlines and open time with the cases in the files under {@code sla/}. */
class CalendarCasesTest {

    private static final Cases CONFORMANCE = Cases.in("conformance.yaml");
    private static final Cases OWN = Cases.in("calendars.yaml");

    @ParameterizedTest(name = "{1}")
    @MethodSource("deadlines")
    void aDeadlineIsTheEarliestInstantAtWhichItsTimeIsUsedUp(Cases cases, Map<String, Object> each) {
        Calendar calendar = cases.calendar(each);
        Instant start = instant(each.get("start"), calendar);
        AllottedTime measured = new AllottedTime(calendar, duration(each.get("within")));

        assertThat(new Pauses(stretches(each.get("paused"), calendar)).dueAt(measured, start))
                .isEqualTo(instant(each.get("due"), calendar));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("promises")
    void aPromiseInWordsFallsDueAsWritten(Cases cases, Map<String, Object> each) {
        Calendar calendar = cases.calendar(each);
        Instant start = instant(each.get("start"), calendar);
        Within within = Within.parse((String) each.get("within"));

        assertThat(calendar.describeReadings(within)).isNull();
        assertThat(new Pauses(stretches(each.get("paused"), calendar))
                        .dueAt(calendar.allottedTime(within, start), start))
                .isEqualTo(instant(each.get("due"), calendar));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("elapsed")
    void openTimeIsCountedBetweenTwoInstants(Cases cases, Map<String, Object> each) {
        Calendar calendar = cases.calendar(each);
        Instant from = instant(each.get("from"), calendar);
        Instant to = instant(each.get("to"), calendar);
        Duration walked =
                calendar.openStretches(from, to).stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);

        assertThat(calendar.openBetween(from, to))
                .isEqualTo(duration(each.get("open")))
                .isEqualTo(walked);
        if (each.containsKey("actual")) {
            assertThat(Duration.between(from, to)).isEqualTo(duration(each.get("actual")));
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void aCalendarThatCannotBeIsRefusedWithASentence(Cases cases, Map<String, Object> each) {
        assertThatThrownBy(() -> cases.calendar(each))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage((String) each.get("message"));
    }

    @Test
    void thereAreAHundredCasesBesideThoseOfTheConformanceFile() {
        long own = Stream.of("deadlines", "promises", "elapsed", "refused")
                .mapToLong(name -> OWN.list(name).size())
                .sum();

        assertThat(own).isGreaterThanOrEqualTo(100);
        assertThat(CONFORMANCE.list("deadlines")).hasSize(10);
        assertThat(CONFORMANCE.list("elapsed")).hasSize(2);
    }

    static List<Arguments> deadlines() {
        return all("deadlines");
    }

    static List<Arguments> promises() {
        return all("promises");
    }

    static List<Arguments> elapsed() {
        return all("elapsed");
    }

    static List<Arguments> refused() {
        return all("refused");
    }

    private static List<Arguments> all(String name) {
        return Stream.of(CONFORMANCE, OWN)
                .flatMap(cases -> cases.list(name).stream().map(each -> Arguments.of(cases, each)))
                .toList();
    }
}
