package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;

class DefaultChecksTest {

    @Test
    void aValueOfAnotherTypeAndASecondValueAndAnUnknownAttributeAreNamedAtTheirCells() {
        assertThat(problems("seats | many", "seats | 5", "seats | 7", "sets | 5"))
                .contains("bad-cell facts.csv!B8", "contradiction facts.csv!B10", "unknown-name facts.csv!A11")
                .doesNotContain("bad-cell facts.csv!B9");
    }

    @Test
    void aRowForAFactThatIsNotSentNeverMatchesIfAnotherValueCountsForIt() {
        assertThat(problems("region | EU")).contains("bad-cell facts.csv!B8");
        assertThat(problems("seats | 5")).contains("never-fires matrix.csv!B9");
        assertThat(problems("users | 5")).doesNotContain("never-fires matrix.csv!B9");
    }

    @Test
    void aCalendarOrAZoneThatDoesNotExistIsNamedAtItsCell() {
        assertThat(problems("office | Zurch office", "zone | Europe/Zurick"))
                .contains("unknown-calendar facts.csv!B8", "unknown-zone facts.csv!B9");
        assertThat(problems("office | zurich OFFICE", "zone | Asia/Tokyo"))
                .doesNotContain("unknown-calendar facts.csv!B8", "unknown-zone facts.csv!B9");
    }

    private static List<String> problems(String... rows) {
        return TableChecks.checkSheets(new ReadSheets(
                        List.of(
                                LogicTables.sheet(
                                        "facts.csv",
                                        "collect",
                                        "$fact : Fact",
                                        "Attribute: name == \"$param\" | Value: $fact.ifNotSent(\"$param\")",
                                        rows),
                                LogicTables.sheet(
                                        "calendars.csv",
                                        "collect",
                                        "$calendar : BusinessHours",
                                        "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\")",
                                        "Zurich office | Europe/Zurich",
                                        "Local hours | attribute[\"zone\"] or Europe/Zurich"),
                                LogicTables.sheet(
                                        "promises.csv",
                                        "collect",
                                        "Query",
                                        "Plan: plan == \"$param\" | Name: entitlement.milestone(\"$param\")"
                                                + " | Within: entitlement.within($param)"
                                                + " | Calendar: entitlement.calendar(\"$param\")",
                                        "Free | Answer | 1 hour | attribute[\"office\"] or Zurich office"),
                                LogicTables.sheet(
                                        "matrix.csv",
                                        "unique",
                                        "Query",
                                        "Plan: plan == \"$param\" | Seats: attribute[\"seats\"] >= $param"
                                                + " | Region: attribute[\"region\"] == $param | Entitled: entitlement.entitled($param)",
                                        "Free | 1 | yes | yes",
                                        "Free | not sent | | no")),
                        List.of()))
                .problems()
                .stream()
                .map(DefaultChecksTest::describe)
                .toList();
    }

    private static String describe(Problem problem) {
        return problem.code() + " " + problem.place();
    }
}
