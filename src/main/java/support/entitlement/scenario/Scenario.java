package support.entitlement.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;
import support.entitlement.text.NormalForm;

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

    /**
     * A column of the query: a field, or an attribute or event with its name.
     *
     * @param event the event from which its cells hold; null if they hold from the opening
     */
    record QueryColumn(
            String title,
            Field field,
            @Nullable String name,
            @Nullable String event) {

        QueryColumn(String title, Field field, @Nullable String name) {
            this(title, field, name, null);
        }

        /** Returns the column of the same fact that holds from an event on. */
        QueryColumn fromEvent(String type) {
            return new QueryColumn(title + " from " + type, field, name, type);
        }

        /** Returns the column of the same fact that holds from the opening. */
        QueryColumn withoutEvent() {
            return event == null
                    ? this
                    : new QueryColumn(title.substring(0, title.length() - (" from " + event).length()), field, name);
        }

        /** Returns true if both hold the same fact. */
        boolean isSameFactAs(QueryColumn other) {
            return field == other.field
                    && (name == null || other.name == null ? name == other.name : NormalForm.areSame(name, other.name));
        }

        /** Returns true if it holds the SLA category, or a fact from which tables derive it. */
        boolean isCategoryOrImpact() {
            return field == Field.SLA_CATEGORY || field == Field.PRODUCTION_USE || field == Field.WORKAROUND;
        }

        /** Returns true if it holds a fact of the query, which may change with an event. */
        boolean isFact() {
            return field != Field.OPENED_AT && field != Field.EVENT && field != Field.AT;
        }
    }

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
