package support.entitlement.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;

/**
 * A query with the expected parts of its answer.
 *
 * @param name the name, which is unique
 * @param place the cell with its name
 * @param query the cells of the query by their columns, without blank ones
 * @param expected the cells with expectations, without blank ones, which assert nothing
 */
public record Scenario(String name, Place place, Map<QueryColumn, ScenarioCell> query, List<Expectation> expected) {

    /**
     * A cell of the file.
     *
     * @param number the number that the file stores for it, whatever it shows, or null if it is not known
     */
    public record ScenarioCell(
            String text, Place place, @Nullable BigDecimal number) {}

    /** A column of the query: a field, or an attribute or event with its name. */
    record QueryColumn(String title, Field field, @Nullable String name) {}

    /** The field of the query that a column fills. */
    enum Field {
        PLAN,
        ISSUE_TYPE,
        PRODUCTION_USE,
        WORKAROUND,
        SLA_CATEGORY,
        CHANNEL,
        OPENED_AT,
        ATTRIBUTE,
        EVENT,
        AT
    }

    /** The assertion of one cell. */
    record Expectation(ExpectedPart outcome, @Nullable String term, String title, ScenarioCell cell) {}

    /**
     * Returns the content by which scenarios are compared, regardless of place: a row that was only moved is the same
     * scenario.
     */
    List<String> comparableContent() {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(name),
                                query.entrySet().stream()
                                        .map(entry -> entry.getKey().title() + "="
                                                + entry.getValue().text())
                                        .sorted()),
                        expected.stream()
                                .map(each -> each.title() + "=" + each.cell().text())
                                .sorted())
                .toList();
    }
}
