package support.entitlement.table.name;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Table;

/** Finds the names that tables mention, and where. */
final class MentionFinder {

    private MentionFinder() {}

    /** Returns the names of the policy, the names of attributes and the values of attributes, each as often as it is mentioned. */
    static List<NameMention> findMentions(List<Table> tables) {
        return Stream.of(
                        findNames(tables),
                        findCountedChannels(tables),
                        findAttributes(tables),
                        findAttributeValues(tables))
                .flatMap(mentions -> mentions)
                .toList();
    }

    private static Stream<NameMention> findNames(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream()
                        .flatMap(column -> Arrays.stream(NameKind.values())
                                .filter(kind -> kind.standsIn(column))
                                .flatMap(kind -> mentionsIn(
                                        kind.displayName(), table, column, kind.declaredBy(table, column)))));
    }

    /** Returns the channels whose use counts by a rule of its own. */
    private static Stream<NameMention> findCountedChannels(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.actions().stream()
                        .filter(column -> column.action() == ActionName.COUNTS)
                        .flatMap(column -> table.rows().stream()
                                .flatMap(row -> table.countedChannels(row, column)
                                        .map(channel -> new NameMention(
                                                NameKind.CHANNEL.displayName(),
                                                channel,
                                                table.cellPlace(row, column),
                                                false)))));
    }

    /**
     * Returns the names of attributes, which are in headers; a problem with one is shown at the topmost cell below it.
     */
    private static Stream<NameMention> findAttributes(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(Column.ConditionColumn::attribute)
                        .map(column -> new NameMention(
                                "attribute",
                                Input.ofCondition(column).name(),
                                table.rows().isEmpty()
                                        ? table.sheet()
                                        : table.cellPlace(table.rows().get(0), column),
                                false)));
    }

    private static Stream<NameMention> findAttributeValues(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(Column.ConditionColumn::attribute)
                        .flatMap(column -> mentionsIn(
                                "value of " + Input.ofCondition(column).displayName(), table, column, true)));
    }

    private static Stream<NameMention> mentionsIn(String kind, Table table, Column column, boolean declared) {
        return table.rows().stream()
                .mapMulti((row, mentions) -> table.cellWords(row, column)
                        .forEach(name ->
                                mentions.accept(new NameMention(kind, name, table.cellPlace(row, column), declared))));
    }
}
