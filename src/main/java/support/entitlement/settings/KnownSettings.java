package support.entitlement.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import support.entitlement.text.Names;

/**
 * The settings of this service, as the types that they are bound to have them. Names are given without their root. Immutable.
 */
final class KnownSettings {

    static final String ROOT = "entitlement";

    /** Stands for the number of an entry of a list. */
    private static final String ENTRY = "[n]";

    private static final String NUMBER = "\\[\\d+]";

    /** The variables that Kubernetes sets for a service with the name “entitlement”. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "(.+\\.)?(service\\.(host|port(\\..+)?)|port(" + NUMBER + "\\.(tcp|udp|sctp)(\\.(proto|port|addr))?)?)");

    private final List<Setting> all;

    private KnownSettings(List<Setting> all) {
        this.all = all;
    }

    /** A setting, or a list of values if it may be numbered. */
    private record Setting(String name, boolean numbered) {

        Pattern written() {
            return patternOf("");
        }

        /** Variables have a dot, or nothing, for a hyphen. */
        Pattern variable() {
            return patternOf("\\.?");
        }

        private Pattern patternOf(String hyphen) {
            String pattern = name.replace(".", "\\.").replace("-", hyphen).replace(ENTRY, NUMBER);
            return Pattern.compile(pattern + (numbered ? "(" + NUMBER + ")?" : ""));
        }
    }

    /** Finds the settings by their beans, which Spring Boot names by the prefix and the type. */
    static KnownSettings in(ConfigurableListableBeanFactory beans) {
        return new KnownSettings(Stream.of(beans.getBeanDefinitionNames())
                .filter(bean -> bean.startsWith(ROOT + "."))
                .flatMap(bean -> settingsOf(bean, beans.getType(bean)))
                .toList());
    }

    private static Stream<Setting> settingsOf(String bean, Class<?> type) {
        int end = bean.indexOf("-" + type.getName());
        return end < 0 ? Stream.of() : settingsIn(bean.substring(ROOT.length() + 1, end), type);
    }

    private static Stream<Setting> settingsIn(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> settingsOf(prefix, component));
    }

    private static Stream<Setting> settingsOf(String prefix, RecordComponent component) {
        String name =
                prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        if (component.getGenericType() instanceof ParameterizedType list) {
            return list.getActualTypeArguments()[0] instanceof Class<?> entry && entry.isRecord()
                    ? settingsIn(name + ENTRY, entry)
                    : Stream.of(new Setting(name, true));
        }
        return Stream.of(new Setting(name, false));
    }

    /** Returns true if there is a setting of this name, in any of the spellings that Spring Boot reads. */
    boolean contains(String name) {
        String plain = plainOf(name);
        return all.stream().anyMatch(setting -> setting.written().matcher(plain).matches());
    }

    /**
     * Returns true if this is the name of an environment variable, with dots for underscores or as a setting is written, that is a
     * setting or is none of ours.
     */
    boolean containsVariable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SERVICE_LINK.matcher(lower).matches()
                || contains(name)
                || all.stream()
                        .anyMatch(setting -> setting.variable().matcher(lower).matches());
    }

    /** Returns true if settings begin with this name. */
    boolean isGroup(String name) {
        String plain = plainOf(name);
        return all.stream()
                .map(setting -> plainOf(setting.name()))
                .anyMatch(known -> known.startsWith(plain + ".") || known.startsWith(plain + ENTRY));
    }

    private static String plainOf(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /** Returns a sentence with the nearest known name, or with those that are known. */
    String adviseOn(String name) {
        String group = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        List<String> near = all.stream()
                .map(Setting::name)
                .filter(known -> known.startsWith(group + "."))
                .toList();
        return near.isEmpty()
                ? nearestOf(name, all.stream().map(Setting::name).toList())
                        .orElse("Known are the groups " + String.join(", ", groups()) + ".")
                : nearestInGroup(name, group, near)
                        .orElse("Known are " + ROOT + "." + String.join(", " + ROOT + ".", near) + ".");
    }

    /** Compares the names without their group, which would make different names look near. */
    private static Optional<String> nearestInGroup(String name, String group, List<String> near) {
        int start = group.length() + 1;
        return name.length() <= start
                ? Optional.empty()
                : new Names(near.stream().map(known -> known.substring(start)).toList())
                        .findNearest(name.substring(start))
                        .map(nearest -> describeNearest(group + "." + nearest));
    }

    private static Optional<String> nearestOf(String name, List<String> known) {
        return new Names(known).findNearest(name).map(KnownSettings::describeNearest);
    }

    private static String describeNearest(String name) {
        return "The nearest is " + ROOT + "." + name + ".";
    }

    private List<String> groups() {
        return all.stream()
                .map(setting ->
                        ROOT + "." + setting.name().substring(0, setting.name().indexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }
}
