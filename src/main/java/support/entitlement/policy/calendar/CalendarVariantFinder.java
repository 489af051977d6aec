package support.entitlement.policy.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.ValueClasses;

/**
 * Finds what the calendars of rows may mean: the calendar of a milestone, and the calendars in which offered channels are
 * open. Immutable.
 */
public final class CalendarVariantFinder {

    private static final Query EMPTY = new Query(null, null, null, null, null, null, Map.of());

    private final CalendarChoices choices;
    private final Vocabulary vocabulary;
    private final List<ChannelHoursLine> channelLines;
    private final List<Input> inputs;
    private final IntFunction<InputDomain> domains;

    /**
     * Creates a finder for some tables.
     *
     * @param choices the choices of the tables
     * @param vocabulary the vocabulary of the tables, with the values that count for attributes that are not sent
     * @param inputs the inputs that the search tells apart, with the attributes that choose calendars
     * @param domains the domain of each input
     */
    public CalendarVariantFinder(
            Collection<Table> tables,
            CalendarChoices choices,
            Vocabulary vocabulary,
            List<Input> inputs,
            IntFunction<InputDomain> domains) {
        this.choices = choices;
        this.vocabulary = vocabulary;
        this.channelLines = findChannelLines(tables, choices);
        this.inputs = inputs;
        this.domains = domains;
    }

    /** A row that gives channels the hours of a calendar whose zone an attribute names. */
    private record ChannelHoursLine(Table table, Row row, String calendar) {

        boolean isAbout(String channel) {
            return table.conditions().stream()
                    .filter(column -> column.isField(FactField.NAME))
                    .allMatch(column -> {
                        Object cell = table.cellValue(row, column);
                        return cell == null || column.holdsFor(channel, cell);
                    });
        }
    }

    private static List<ChannelHoursLine> findChannelLines(Collection<Table> tables, CalendarChoices choices) {
        return tables.stream()
                .filter(table -> table.fact() == FactType.CHANNEL)
                .flatMap(table -> table.rows().stream()
                        .flatMap(row -> wordsOf(table, row, ActionName.OPEN_DURING)
                                .filter(calendar ->
                                        !choices.attributesOf(calendar).isEmpty())
                                .map(calendar -> new ChannelHoursLine(table, row, calendar))))
                .toList();
    }

    private static Stream<String> wordsOf(Table table, Row row, ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action)
                .flatMap(column -> table.cellWords(row, column));
    }

    /** Returns what the calendars of a row may mean; one variant without classes if they always mean the same. */
    public List<CalendarVariant> findVariants(Table table, Row row) {
        String calendar = wordsOf(table, row, ActionName.CALENDAR).findFirst().orElse(null);
        String starts =
                wordsOf(table, row, ActionName.STARTS_DURING).findFirst().orElse(null);
        List<String> hours = channelLines.isEmpty() ? List.of() : findChannelHours(table, row);
        Map<Map<Integer, ValueClasses>, Query> parts = new LinkedHashMap<>();
        parts.put(Map.of(), EMPTY);
        for (String name : attributesOf(calendar, starts, hours)) {
            Input attribute = new Input(name, true);
            int input = inputs.indexOf(attribute);
            parts = divideParts(parts, attribute, input, domains.apply(input));
        }
        List<CalendarVariant> variants = new ArrayList<>();
        parts.forEach((classes, query) -> variants.add(createVariant(calendar, starts, hours, query, classes)));
        return variants;
    }

    private List<String> findChannelHours(Table table, Row row) {
        List<String> channels = wordsOf(table, row, ActionName.CHANNELS).toList();
        return channelLines.stream()
                .filter(line -> channels.stream().anyMatch(line::isAbout))
                .map(ChannelHoursLine::calendar)
                .distinct()
                .toList();
    }

    private Set<String> attributesOf(@Nullable String calendar, @Nullable String starts, List<String> hours) {
        Set<String> attributes = new LinkedHashSet<>();
        Stream.of(Stream.ofNullable(calendar), Stream.ofNullable(starts), hours.stream())
                .flatMap(names -> names)
                .forEach(name -> attributes.addAll(choices.attributesOf(name)));
        return attributes;
    }

    private CalendarVariant createVariant(
            @Nullable String calendar,
            @Nullable String starts,
            List<String> hours,
            Query query,
            Map<Integer, ValueClasses> classes) {
        Query complete = vocabulary.completeQuery(query);
        return new CalendarVariant(
                calendar == null ? null : choices.resolve(calendar, complete),
                starts == null ? null : choices.resolve(starts, complete),
                hours.stream().map(name -> choices.resolve(name, complete)).toList(),
                classes);
    }

    private static Map<Map<Integer, ValueClasses>, Query> divideParts(
            Map<Map<Integer, ValueClasses>, Query> parts, Input attribute, int input, InputDomain domain) {
        Map<Map<Integer, ValueClasses>, Query> divided = new LinkedHashMap<>();
        parts.forEach((classes, query) -> domain.allClasses().streamClasses().forEach(number -> {
            Map<Integer, ValueClasses> narrowed = new HashMap<>(classes);
            narrowed.put(input, ValueClasses.range(number, number));
            Object value = domain.exampleOf(number);
            divided.put(narrowed, value == null ? query : attribute.sentIn(query, value));
        }));
        return divided;
    }
}
