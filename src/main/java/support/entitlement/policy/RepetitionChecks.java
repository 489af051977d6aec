package support.entitlement.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.sla.CaseClock;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.CellList;

/** Warns of repetitions that end with the very event that reaches their milestone. */
final class RepetitionChecks {

    private RepetitionChecks() {}

    static List<Problem> findProblems(List<Table> tables) {
        List<Problem> problems = new ArrayList<>();
        for (Table table : tables) {
            if (table.hasAction(ActionName.REPEATED_UNTIL)) {
                table.rows().forEach(row -> checkRow(table, row).ifPresent(problems::add));
            }
        }
        return problems;
    }

    private static Optional<Problem> checkRow(Table table, Row row) {
        String name = textOf(table, row, ActionName.MILESTONE);
        ActionColumn ends = table.findAction(row, ActionName.REPEATED_UNTIL).orElse(null);
        Within every =
                table.findValue(row, ActionName.EVERY).map(Within.class::cast).orElse(null);
        if (name == null || ends == null || every == null) {
            return Optional.empty();
        }
        Milestone milestone = new Milestone(
                name,
                null,
                Calendars.ALWAYS_OPEN_NAME,
                Basis.PUBLISHED,
                Milestone.OPENED,
                textOf(table, row, ActionName.ENDS_AT),
                every,
                Strength.GUARANTEED);
        return CellList.splitDistinct(table.cellText(row, ends)).stream()
                .filter(event -> CaseClock.endsItsOwnRepetition(milestone, event))
                .findFirst()
                .map(event -> Problem.warning(
                        TableProblemCode.REPETITION_ENDS_ITSELF,
                        table.cellPlace(row, ends),
                        table.cellText(row, ends),
                        "The event “" + event + "” reaches “" + name
                                + "”, so its repetition ends as soon as it is reached, and is never repeated.",
                        "Name an event that does not reach the milestone, or clear the interval and promise it once."));
    }

    private static @Nullable String textOf(Table table, Row row, ActionName action) {
        return table.findValue(row, action).map(String.class::cast).orElse(null);
    }
}
