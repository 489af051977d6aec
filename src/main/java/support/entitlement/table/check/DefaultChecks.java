package support.entitlement.table.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.table.ActionName;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.table.value.SentCell;

/** Checks the values that count for attributes that are not sent. */
final class DefaultChecks {

    private final Vocabulary vocabulary;
    private final Set<String> fromOpening;
    private final ProblemList problems = new ProblemList();
    private final Map<String, Object> known = new HashMap<>();

    private DefaultChecks(List<Table> tables) {
        this.vocabulary = Vocabulary.of(tables);
        this.fromOpening = tables.stream()
                .flatMap(table -> table.conditions().stream())
                .filter(column -> column.type().isFromOpening())
                .map(column -> Input.ofCondition(column).name())
                .collect(Collectors.toSet());
    }

    /** Checks tables, which must be all there are. */
    static List<Problem> checkTables(List<Table> tables) {
        List<Table> facts =
                tables.stream().filter(table -> table.fact() == FactType.FACT).toList();
        if (facts.isEmpty()) {
            return List.of();
        }
        DefaultChecks checks = new DefaultChecks(tables);
        facts.forEach(table -> table.rows().stream().filter(Row::sound).forEach(row -> checks.checkRow(table, row)));
        return checks.problems.all();
    }

    private void checkRow(Table table, Row row) {
        if (table.conditions().stream()
                .noneMatch(column -> column.operator().namesValues() && table.cellValue(row, column) != null)) {
            problems.add(Problem.error(
                    TableProblemCode.BAD_CELL,
                    table.cellPlace(row, table.columns().get(0)),
                    "",
                    "This row does not say which attribute it is about.",
                    "Name the attribute below name == \"$param\", or several below name in ($param)."));
        }
        for (Column.ConditionColumn name : table.conditions()) {
            table.cellWords(row, name).forEach(attribute -> checkAttribute(table, row, name, attribute));
        }
    }

    private void checkAttribute(Table table, Row row, Column.ConditionColumn name, String attribute) {
        Optional<Vocabulary.Attribute> compared = vocabulary.findAttribute(attribute);
        if (compared.isEmpty()) {
            problems.add(Problem.warning(
                    TableProblemCode.UNKNOWN_NAME,
                    table.cellPlace(row, name),
                    attribute,
                    "No table compares this attribute.",
                    "Use it in a condition, or delete the row."));
            return;
        }
        AnswerChecks.filledActions(table, row, ActionName.IF_NOT_SENT)
                .filter(column ->
                        !isFromOpening(table, row, column, compared.get().name()))
                .forEach(column -> checkValue(table, row, column, compared.get()));
    }

    /** Returns true, and reports it, if an attribute is compared with the opening, from which no fixed date has a fixed distance. */
    private boolean isFromOpening(Table table, Row row, Column.ActionColumn column, String attribute) {
        if (!fromOpening.contains(attribute)) {
            return false;
        }
        problems.add(Problem.error(
                TableProblemCode.BAD_CELL,
                table.cellPlace(row, column),
                table.cellText(row, column),
                "Tables compare “" + attribute
                        + "” with the opening of the case, so no value can stand for it in all cases.",
                "Delete the row, and write “" + SentCell.NOT_SENT + "” in a row that counts if it is not sent."));
        return true;
    }

    private static Problem unknownChoice(Place place, String text, Vocabulary.Attribute attribute, ChosenThing chosen) {
        boolean calendar = chosen == ChosenThing.CALENDAR;
        String thing = calendar ? "calendar" : "time zone";
        return Problem.error(
                calendar ? TableProblemCode.UNKNOWN_CALENDAR : TableProblemCode.UNKNOWN_ZONE,
                place,
                text,
                "“" + attribute.name() + "” chooses a " + thing + ", and there is none of this name.",
                "Name a " + thing
                        + attribute
                                .values()
                                .findNearest(text)
                                .map(nearest -> "; the nearest is “" + nearest + "”.")
                                .orElse("."));
    }

    private void checkValue(Table table, Row row, Column.ActionColumn column, Vocabulary.Attribute attribute) {
        String text = table.cellText(row, column);
        Object value = attribute.readWritten(text).orElse(null);
        if (value == null) {
            problems.add(Problem.error(
                    TableProblemCode.BAD_CELL,
                    table.cellPlace(row, column),
                    text,
                    "Tables do not compare “" + attribute.name() + "” with such a value.",
                    "Write "
                            + String.join(
                                    " or ",
                                    attribute.types().stream()
                                            .map(CellType::describeContent)
                                            .toList()) + "."));
            return;
        }
        if (attribute.chosen() != null && !(value instanceof String name && !name.isEmpty())) {
            problems.add(unknownChoice(table.cellPlace(row, column), text, attribute, attribute.chosen()));
            return;
        }
        Object other = known.putIfAbsent(attribute.name(), value);
        if (other != null && !other.equals(value)) {
            problems.add(Problem.error(
                    TableProblemCode.CONTRADICTION,
                    table.cellPlace(row, column),
                    text,
                    "Another row says “" + other + "” for “" + attribute.name() + "”.",
                    "Say it in one row."));
        }
    }
}
