package support.entitlement.policy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import support.entitlement.policy.calendar.CalendarTableReader;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/**
 * The names that cells of tables may hold.
 *
 * @param vocabulary those that a set of tables mentions
 * @param calendars the calendars that it defines, and the built-in one
 */
public record KnownNames(Vocabulary vocabulary, Set<String> calendars) {

    /** Returns the names of a policy. */
    public static KnownNames of(Policy policy) {
        return new KnownNames(policy.vocabulary(), policy.calendars().names());
    }

    /** Collects the names of tables that may have errors. A calendar counts from the first row that names it. */
    public static KnownNames of(List<Table> tables) {
        return new KnownNames(Vocabulary.of(tables), CalendarTableReader.listNames(tables));
    }

    /** Returns the number of characters of all names together. */
    public int countCharacters() {
        return List.of(
                        vocabulary.plans().all(),
                        vocabulary.supportLevels().all(),
                        vocabulary.issueTypes().all(),
                        vocabulary.productionUses().all(),
                        vocabulary.slaCategories().all(),
                        vocabulary.channels().all(),
                        vocabulary.milestones().all(),
                        vocabulary.attributes().values().stream()
                                .flatMap(attribute -> attribute.values().all().stream())
                                .toList(),
                        calendars)
                .stream()
                .flatMap(Collection::stream)
                .mapToInt(String::length)
                .sum();
    }
}
