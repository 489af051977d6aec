package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.policy.calendar.CalendarVariant;
import support.entitlement.policy.calendar.CalendarVariantFinder;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.space.ValueClasses;

/** A row of one of two versions, with its conditions as classes of classes. Not thread-safe; for one search. */
final class VersionedRow {

    private final ComparedVersion version;
    private final Table table;
    private final Row row;
    private final Map<Integer, ValueClasses> classes = new HashMap<>();
    private final List<DerivedCondition> derived = new ArrayList<>();
    private final List<SendableCondition> sendable = new ArrayList<>();
    private final List<Conclusion> conclusions;

    private final Set<String> changes;

    /** A version of the tables. */
    enum ComparedVersion {
        BEFORE,
        AFTER
    }

    /** A condition on a fact that callers may send or leave out. */
    record SendableCondition(int input, Operator operator, Object cell) {}

    /** A condition on a fact that earlier tables derive. */
    record DerivedCondition(FactField field, Column.ConditionColumn column, Object cell) {}

    /** A cell of an action, which concludes something for the queries that match. */
    record Conclusion(String method, List<String> literals, Object value) {

        private static Conclusion ofChannelHours(String calendar) {
            return new Conclusion(ActionName.OPEN_DURING.toString(), List.of(), calendar);
        }

        private Conclusion withCalendars(CalendarVariant variant) {
            String meant = ActionName.CALENDAR.isNamed(method)
                    ? variant.calendar()
                    : ActionName.STARTS_DURING.isNamed(method) ? variant.startsDuring() : null;
            return meant == null ? this : new Conclusion(method, literals, meant);
        }
    }

    VersionedRow(
            ComparedVersion version,
            Table table,
            Row row,
            CalendarVariant variant,
            CommonQuerySpace space,
            ChangedRows changed) {
        this.version = version;
        this.table = table;
        this.row = row;
        this.conclusions = Stream.concat(
                        conclusionsOf(table, row).stream().map(conclusion -> conclusion.withCalendars(variant)),
                        variant.channelHours().stream().map(Conclusion::ofChannelHours))
                .toList();
        this.changes = changed.changesOf(table, row, conclusions);
        this.classes.putAll(variant.classes());
        for (Column.ConditionColumn column : table.conditions()) {
            Object cell = table.cellValue(row, column);
            if (cell == null) {
                continue;
            }
            FactField field = table.fact() == FactType.COVERAGE ? derivedField(column) : null;
            if (field != null) {
                derived.add(new DerivedCondition(field, column, cell));
            } else {
                int input = space.indexOf(column);
                classes.merge(input, space.matchingClasses(version, column, cell), ValueClasses::intersectionWith);
                if (space.isSendable(input)) {
                    sendable.add(new SendableCondition(input, column.operator(), cell));
                }
            }
        }
    }

    /** Lists the rows of a version that queries match: one for each calendar that a row may mean. */
    static Stream<VersionedRow> listRows(
            ComparedVersion version, Policy policy, CommonQuerySpace space, ChangedRows changed) {
        CalendarVariantFinder calendars = new CalendarVariantFinder(
                policy.tables(), policy.calendarChoices(), policy.vocabulary(), space.inputs(), space::domainOf);
        return policy.tables().stream()
                .filter(table -> table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE)
                .flatMap(table -> table.rows().stream()
                        .flatMap(row -> calendars.findVariants(table, row).stream()
                                .map(variant -> new VersionedRow(version, table, row, variant, space, changed))));
    }

    /** Returns the field of a condition that earlier tables may derive; null for other conditions. */
    private static @Nullable FactField derivedField(Column.ConditionColumn column) {
        return Stream.of(FactField.SUPPORT_LEVEL, FactField.SLA_CATEGORY)
                .filter(column::isField)
                .findFirst()
                .orElse(null);
    }

    static List<Conclusion> conclusionsOf(Table table, Row row) {
        List<Conclusion> conclusions = new ArrayList<>();
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null) {
                conclusions.add(new Conclusion(column.method(), column.literals(), value));
            }
        }
        return conclusions;
    }

    ComparedVersion version() {
        return version;
    }

    Table table() {
        return table;
    }

    Row row() {
        return row;
    }

    /** Returns the classes of an input that the row admits; null if it admits all. */
    @Nullable
    ValueClasses classesOf(int input) {
        return classes.get(input);
    }

    Map<Integer, ValueClasses> classesByInput() {
        return classes;
    }

    /** The conditions on facts that callers may send or leave out. */
    List<SendableCondition> sendableConditions() {
        return sendable;
    }

    /** The conditions on facts that earlier tables derive. */
    List<DerivedCondition> derivedConditions() {
        return derived;
    }

    List<Conclusion> rowConclusions() {
        return conclusions;
    }

    /** The places of changes in this row, or in a row that completes its conclusions. */
    Set<String> changedPlaces() {
        return changes;
    }

    boolean isChanged() {
        return !changes.isEmpty();
    }
}
