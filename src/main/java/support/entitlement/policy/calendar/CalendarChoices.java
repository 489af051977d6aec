package support.entitlement.policy.calendar;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.DecisionBuilder;
import support.entitlement.decision.Query;
import support.entitlement.table.ActionName;
import support.entitlement.table.Table;
import support.entitlement.table.value.FactChoice;

/**
 * Puts into decisions the calendars that attributes of the query choose: by their name, or by the zone of their clocks.
 * Immutable and thread-safe.
 */
public final class CalendarChoices {

    private final Calendars calendars;
    private final boolean none;

    private CalendarChoices(Calendars calendars, boolean none) {
        this.calendars = calendars;
        this.none = none;
    }

    /** Finds the choices of tables. */
    public static CalendarChoices of(Collection<Table> tables, Calendars calendars) {
        boolean rowsChoose = tables.stream()
                .flatMap(table -> ActionName.OF_CALENDARS.stream().flatMap(table::actionValues))
                .anyMatch(cell -> FactChoice.parse(String.valueOf(cell)).isPresent());
        return new CalendarChoices(calendars, !rowsChoose && calendars.haveTheirOwnZones());
    }

    /** Returns a decision with the calendars that its query chooses. */
    public Decision resolve(Decision decision) {
        if (none) {
            return decision;
        }
        UnaryOperator<String> resolution = name -> resolve(name, decision.query());
        return new DecisionBuilder(decision)
                .withMilestones(decision.milestones().stream()
                        .map(milestone -> milestone.withCalendars(resolution))
                        .toList())
                .withChannels(decision.channels().stream()
                        .map(channel -> resolveHours(channel, resolution))
                        .toList())
                .build();
    }

    private static OfferedChannel resolveHours(OfferedChannel channel, UnaryOperator<String> resolution) {
        return channel.calendar() == null
                ? channel
                : new OfferedChannel(
                        channel.name(), channel.medium(), channel.terms(), resolution.apply(channel.calendar()));
    }

    /** Returns the attributes of the query that may change which calendar a cell means. */
    public Set<String> attributesOf(String cell) {
        Set<String> attributes = new LinkedHashSet<>();
        Optional<FactChoice> choice = FactChoice.parse(cell);
        if (choice.isPresent()) {
            attributes.add(choice.get().attribute());
            attributes.addAll(calendars.zoneAttributes());
        } else {
            calendars.zoneAttributeOf(cell).ifPresent(attributes::add);
        }
        return attributes;
    }

    /** Returns the name of the calendar that a cell means for a query; a name that is resolved already stays as it is. */
    public String resolve(String cell, Query query) {
        Optional<FactChoice> choice = FactChoice.parse(cell);
        String name = choice.map(
                        each -> Objects.requireNonNullElse(sentName(query, each.attribute()), each.otherwise()))
                .orElse(cell);
        return calendars
                .zoneAttributeOf(name)
                .map(attribute -> calendars.nameInZone(name, sentName(query, attribute)))
                .orElse(name);
    }

    private static @Nullable String sentName(Query query, String attribute) {
        String text = query.text(attribute);
        return text == null || text.isEmpty() ? null : text;
    }
}
