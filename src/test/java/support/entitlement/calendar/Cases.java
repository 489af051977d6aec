package support.entitlement.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Test cases about calendars, read from YAML: calendars by name, and lists of cases. */
public final class Cases {

    private final Map<String, Object> document;
    private final Map<String, Calendar> calendars = new HashMap<>(Map.of("24x7", Calendar.ALWAYS_OPEN));

    private Cases(Map<String, Object> document) {
        this.document = document;
        mapping(document.get("calendars"))
                .forEach((name, calendar) -> calendars.put(name, calendar(mapping(calendar))));
    }

    public static Cases in(String file) {
        try (InputStream stream = Cases.class.getResourceAsStream("/sla/" + file)) {
            LoaderOptions options = new LoaderOptions();
            DumperOptions dump = new DumperOptions();
            Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dump), dump, options, new TextOnly());
            return new Cases(mapping(yaml.load(stream)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps times of day and instants as the text that was written: YAML would read them as numbers in base 60. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    public List<Map<String, Object>> list(String name) {
        return objects(document.get(name)).stream().map(Cases::mapping).toList();
    }

    /** Returns the calendars of the file, without the built-in one. */
    public Map<String, Calendar> calendars() {
        Map<String, Calendar> own = new HashMap<>(calendars);
        own.remove("24x7");
        return own;
    }

    public Calendar calendar(Map<String, Object> each) {
        if (each.containsKey("any of")) {
            return CombinedCalendars.anyOf(named(each.get("any of")));
        }
        if (each.containsKey("all of")) {
            return CombinedCalendars.allOf(named(each.get("all of")));
        }
        if (each.get("zone") == null) {
            String name = (String) each.get("calendar");
            Calendar calendar = calendars.get(name);
            if (calendar == null) {
                throw new IllegalArgumentException("no calendar " + name);
            }
            return calendar;
        }
        CalendarBuilder builder = new CalendarBuilder((String) each.get("zone"));
        mapping(each.get("weekly"))
                .forEach((days, windows) -> days(days)
                        .forEach(day -> objects(windows).forEach(window -> {
                            String[] times = ((String) window).split("-");
                            builder.opens(day, times[0], times[1]);
                        })));
        objects(each.get("closed")).forEach(date -> builder.closedOn(LocalDate.parse((String) date)));
        mapping(each.get("changed"))
                .forEach((date, windows) -> objects(windows).forEach(window -> {
                    String[] times = ((String) window).split("-");
                    builder.opensOn(LocalDate.parse(date), times[0], times[1]);
                }));
        return builder.build();
    }

    private List<Calendar> named(Object names) {
        return objects(names).stream()
                .map(name -> calendar(Map.of("calendar", name)))
                .toList();
    }

    private static List<DayOfWeek> days(String text) {
        String[] ends = text.split("-");
        DayOfWeek day = day(ends[0]);
        List<DayOfWeek> days = new ArrayList<>(List.of(day));
        while (day != day(ends[ends.length - 1])) {
            day = day.plus(1);
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        return List.of(DayOfWeek.values()).stream()
                .filter(day -> day.name().startsWith(text))
                .findFirst()
                .orElseThrow();
    }

    public static List<Stretch> stretches(Object value, Calendar calendar) {
        return objects(value).stream()
                .map(pair -> new Stretch(
                        instant(objects(pair).get(0), calendar),
                        instant(objects(pair).get(1), calendar)))
                .toList();
    }

    /** Reads an instant with an offset, or a local time in the calendar's zone. */
    public static Instant instant(Object value, Calendar calendar) {
        String text = (String) value;
        return text.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(calendar.zone()).toInstant();
    }

    /** Reads a duration such as {@code 16h}, {@code 90m} or {@code 1h30m}. */
    public static Duration duration(Object value) {
        return Duration.parse("PT" + value);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> mapping(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> objects(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
