package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MissingFact;
import support.entitlement.decision.MissingFact.FactGroup;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.value.FactChoice;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;

/**
 * A fact that callers may send, and that conditions of the tables compare.
 *
 * @param pointer its place in a query, as a JSON pointer; {@code missing} of an answer names it so
 * @param words its name in a sentence
 * @param types the types as which tables compare it
 * @param names the texts that tables know for it
 * @param numbers the numbers that tables compare it with, in ascending order
 * @param dates the dates or instants that tables compare it with, in ascending order; absent if there are none
 * @param fromOpening the times from the opening that tables compare it with, such as {@code 2 years before opening}, in ascending
 *     order; absent if there are none
 * @param askedBy the columns that compare it, in the order in which tables are evaluated
 * @param ifNotSent the value that counts if it is not sent; absent if there is none
 */
record KnownFact(
        String pointer,
        String words,
        List<String> types,
        List<String> names,
        List<BigDecimal> numbers,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> dates,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> fromOpening,

        List<AskingColumn> askedBy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ifNotSent) {

    private static final Set<ActionName> CHOOSING =
            Set.of(ActionName.CALENDAR, ActionName.STARTS_DURING, ActionName.ZONE);

    /** A column that compares a fact. */
    record AskingColumn(String table, String file, String column) {

        static AskingColumn of(Table table, Column column) {
            return new AskingColumn(table.name(), table.fileName(), column.title());
        }
    }

    /** The columns that compare an input, and the types of their cells. */
    private record Demand(
            List<AskingColumn> columns,
            List<CellType> types,
            SortedSet<String> dates,
            SortedSet<OpeningOffset> offsets) {

        Demand() {
            this(new ArrayList<>(), new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
        }

        void addTimes(Stream<?> cells) {
            cells.flatMap(cell -> cell instanceof Collection<?> list ? list.stream() : Stream.of(cell))
                    .forEach(value -> {
                        if (value instanceof Temporal) {
                            dates.add(value.toString());
                        } else if (value instanceof OpeningRange range) {
                            range.bounds().forEach(offsets::add);
                        }
                    });
        }

        void add(Table table, Column column, CellType type) {
            columns.add(AskingColumn.of(table, column));
            if (!types.contains(type)) {
                types.add(type);
            }
        }
    }

    /** Returns the facts in the order in which tables ask for them. */
    static List<KnownFact> listAll(Policy policy) {
        Map<Input, Demand> demands = new LinkedHashMap<>();
        for (Table table : policy.tables()) {
            for (ConditionColumn column : table.conditions()) {
                Input input = Input.ofCondition(column);
                if (isSent(input)) {
                    Demand demand = demands.computeIfAbsent(input, key -> new Demand());
                    demand.add(table, column, column.type().sentAs());
                    demand.addTimes(table.columnValues(column));
                }
            }
            for (ActionColumn column : table.actions()) {
                chosenIn(table, column)
                        .forEach(input -> demands.computeIfAbsent(input, key -> new Demand())
                                .add(table, column, CellType.TEXT));
            }
        }
        return demands.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), policy.vocabulary()))
                .toList();
    }

    /** Returns the attributes that cells of a column take a name from. */
    private static Stream<Input> chosenIn(Table table, ActionColumn column) {
        return CHOOSING.contains(column.action())
                ? table.columnValues(column)
                        .flatMap(cell -> FactChoice.parse(String.valueOf(cell)).stream())
                        .map(choice -> new Input(choice.attribute(), true))
                        .distinct()
                : Stream.empty();
    }

    private static boolean isSent(Input input) {
        return Stream.of(FactField.SUPPORT_LEVEL, FactField.NAME, FactField.OPENED_DURING)
                .noneMatch(input::isField);
    }

    private static KnownFact of(Input input, Demand demand, Vocabulary known) {
        List<String> names = input.attribute()
                ? known.attributes().get(input.name()).values().all()
                : known.namesOf(input.name()).all();
        return new KnownFact(
                pointerTo(input),
                input.displayName(),
                demand.types().stream().map(CellType::typeName).toList(),
                names,
                input.attribute() ? known.attributes().get(input.name()).numbers() : List.of(),
                demand.dates().isEmpty() ? null : List.copyOf(demand.dates()),
                demand.offsets().isEmpty()
                        ? null
                        : demand.offsets().stream().map(OpeningOffset::toString).toList(),
                List.copyOf(demand.columns()),
                input.attribute() && known.defaults().containsKey(input.name())
                        ? String.valueOf(known.defaults().get(input.name()))
                        : null);
    }

    private static String pointerTo(Input input) {
        boolean impact = input.isField(FactField.PRODUCTION_USE) || input.isField(FactField.WORKAROUND);
        FactGroup group = input.attribute() ? FactGroup.ATTRIBUTE : impact ? FactGroup.IMPACT : FactGroup.FIELD;
        return new MissingFact(group, input.name()).toString();
    }
}
