package support.entitlement.scenario;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.decision.WrittenNumber;
import support.entitlement.decision.WrittenNumber.AmbiguousNumberException;
import support.entitlement.scenario.Scenario.Field;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.table.CellType;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;

/**
 * Converts the cells of a scenario to a query in the tables' spelling, as the service does with the queries of callers.
 *
 * <p>Single use: an instance makes one query.
 */
final class QueryMaker {

    private static final int MAX_NAMED = 50;

    private final Vocabulary vocabulary;
    private final Map<Field, Object> fields = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    QueryMaker(Scenario scenario, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        scenario.query().forEach(this::readCell);
    }

    /** Returns the problems of the cells; if there are errors, there is no query to evaluate. */
    List<Problem> problems() {
        return problems;
    }

    Query toQuery() {
        return new Query(
                (String) fields.get(Field.PLAN),
                (String) fields.get(Field.ISSUE_TYPE),
                (String) fields.get(Field.PRODUCTION_USE),
                (Boolean) fields.get(Field.WORKAROUND),
                (String) fields.get(Field.SLA_CATEGORY),
                (String) fields.get(Field.CHANNEL),
                attributes);
    }

    @Nullable
    OffsetDateTime openedAt() {
        return (OffsetDateTime) fields.get(Field.OPENED_AT);
    }

    private void readCell(QueryColumn column, ScenarioCell cell) {
        switch (column.field()) {
            case PLAN -> readName(column, cell, vocabulary.plans());
            case ISSUE_TYPE -> readName(column, cell, vocabulary.issueTypes());
            case PRODUCTION_USE -> readName(column, cell, vocabulary.productionUses());
            case SLA_CATEGORY -> readName(column, cell, vocabulary.slaCategories());
            case CHANNEL -> readName(column, cell, vocabulary.channels());
            case WORKAROUND -> readValue(column, cell, CellType.FLAG);
            case OPENED_AT -> readInstant(column, cell);
            case ATTRIBUTE -> readAttribute(column, cell);
        }
    }

    private void readName(QueryColumn column, ScenarioCell cell, Names known) {
        known.findSpelling(cell.text())
                .ifPresentOrElse(
                        spelling -> fields.put(column.field(), spelling),
                        () -> problems.add(Problem.error(
                                TableProblemCode.UNKNOWN_NAME,
                                cell.place(),
                                cell.text(),
                                "No table knows this " + column.title().toLowerCase(Locale.ROOT) + ".",
                                known.findNearest(cell.text())
                                        .map(nearest -> "The nearest that is known is “" + nearest + "”.")
                                        .orElse(
                                                known.all().isEmpty()
                                                        ? "No table names any."
                                                        : "Known are "
                                                                + known.all().stream()
                                                                        .limit(MAX_NAMED)
                                                                        .collect(Collectors.joining(", "))
                                                                + (known.all().size() > MAX_NAMED ? ", …" : ".")))));
    }

    private void readValue(QueryColumn column, ScenarioCell cell, CellType type) {
        try {
            fields.put(column.field(), type.parse(cell.text()));
        } catch (IllegalArgumentException e) {
            reportBadCell(column, cell, type.describeContent());
        }
    }

    private void readInstant(QueryColumn column, ScenarioCell cell) {
        try {
            fields.put(column.field(), InstantText.parse(cell.text()));
        } catch (IllegalArgumentException e) {
            reportBadCell(column, cell, InstantText.FORM);
        }
    }

    /**
     * Reads an attribute. One that no table compares cannot make a difference, and is left out as it is when callers
     * send it.
     */
    private void readAttribute(QueryColumn column, ScenarioCell cell) {
        Attribute attribute =
                vocabulary.findAttribute(String.valueOf(column.attribute())).orElse(null);
        if (attribute == null) {
            problems.add(Problem.warning(
                    TableProblemCode.UNKNOWN_NAME,
                    cell.place(),
                    cell.text(),
                    "No table compares this attribute.",
                    "Delete the cell, or use the attribute in a condition."));
            return;
        }
        Set<CellType> types = attribute.types();
        if (types.contains(CellType.FLAG) && CellType.FLAG.canParse(cell.text())) {
            attributes.put(attribute.name(), CellType.FLAG.parse(cell.text()));
        } else if (types.contains(CellType.NUMBER) && WrittenNumber.isNumber(cell.text())) {
            readNumber(column, attribute.name(), cell);
        } else if (types.contains(CellType.TEXT)) {
            attributes.put(attribute.name(), attribute.knownSpelling(cell.text()));
        } else {
            reportBadCell(column, cell, types.iterator().next().describeContent());
        }
    }

    private void readNumber(QueryColumn column, String attribute, ScenarioCell cell) {
        try {
            BigDecimal number = CellType.NUMBER.parseNumber(cell.text(), cell.number());
            attributes.put(attribute, number.doubleValue());
        } catch (AmbiguousNumberException e) {
            problems.add(Problem.error(
                    TableProblemCode.AMBIGUOUS_NUMBER,
                    cell.place(),
                    cell.text(),
                    String.valueOf(e.getMessage()),
                    e.remedy()));
        } catch (IllegalArgumentException e) {
            reportBadCell(column, cell, CellType.NUMBER.describeContent());
        }
    }

    private void reportBadCell(QueryColumn column, ScenarioCell cell, String right) {
        problems.add(Problem.error(
                TableProblemCode.BAD_CELL,
                cell.place(),
                cell.text(),
                "This is not what “" + column.title() + "” holds.",
                "Write " + right + "."));
    }
}
