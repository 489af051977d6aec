package support.entitlement.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;

/**
 * A query, and what must come out.
 *
 * @param name what analysts call it; no two have the same
 * @param place the cell with its name
 * @param query the cells of the query by their columns; blank ones are left out
 * @param expected the cells that say what must come out; blank ones are left out, for they assert nothing
 */
public record Scenario(String name, Place place, Map<QueryColumn, ScenarioCell> query, List<Expectation> expected) {

    /**
     * A cell as it stands in the file.
     *
     * @param number the number that it holds, whatever it shows, or null if that is not known
     */
    public record ScenarioCell(
            String text, Place place, @Nullable BigDecimal number) {}

    /** A column that says something about the query: a field of it, or an attribute by its name. */
    record QueryColumn(String title, Field field, @Nullable String attribute) {}

    /** What a column of the query fills. */
    enum Field {
        PLAN,
        ISSUE_TYPE,
        PRODUCTION_USE,
        WORKAROUND,
        SLA_CATEGORY,
        CHANNEL,
        OPENED_AT,
        ATTRIBUTE
    }

    /** What one cell asserts. */
    record Expectation(ExpectedPart outcome, @Nullable String term, String title, ScenarioCell cell) {}

    /** The same scenario wherever it stands: a row that was only moved is not another. */
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
