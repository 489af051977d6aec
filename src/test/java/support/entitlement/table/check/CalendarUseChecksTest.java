package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.Sheet;

class CalendarUseChecksTest {

    private static final Sheet CALENDARS = LogicTables.sheet(
            "calendars.csv",
            "collect",
            "$calendar : BusinessHours",
            "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Any: $calendar.openWhenAnyOf($param)",
            "Office | UTC | ",
            "Desk | UTC | ",
            "Lobby | UTC | ",
            "Both | | Office, Desk");

    @Test
    void aCalendarThatNoRowNamesIsReportedAndOneOfWhichAnotherIsMadeIsNot() {
        Sheet promises = LogicTables.sheet(
                "promises.csv",
                "collect",
                "Query",
                "Plan: plan == \"$param\" | Milestone: entitlement.milestone(\"$param\") | Calendar: entitlement.calendar(\"$param\")",
                "Free | Reply | BOTH");

        assertThat(CalendarUseChecks.checkTables(LogicTables.tables(CALENDARS, promises)))
                .extracting(Problem::value)
                .containsExactly("Lobby");
        assertThat(CalendarUseChecks.checkTables(LogicTables.tables(CALENDARS)))
                .extracting(Problem::value)
                .isEqualTo(List.of("Lobby", "Both"));
    }
}
