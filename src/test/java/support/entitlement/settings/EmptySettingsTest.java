package support.entitlement.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import support.entitlement.Application;

/** A setting without a value, as Compose and Helm write one that nobody has filled in, counts as not set, or is refused by its name. */
class EmptySettingsTest {

    /** No rules directory, no properties that are facts; and two whose empty value is refused by name, since access depends on them. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "entitlement.rules.directory",
            "entitlement.authzen.properties-of",
            "entitlement.security.open-reading",
            "entitlement.security.roles-claim");

    @Test
    void everySettingThatIsEmptyIsLikeOneThatIsNotSetOrIsNamed() throws Exception {
        ClassPathScanningCandidateComponentProvider types = new ClassPathScanningCandidateComponentProvider(false);
        types.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> different = new TreeSet<>();
        int tried = 0;
        for (var found : types.findCandidateComponents(Application.class.getPackageName())) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (var component : type.getRecordComponents()) {
                String name = prefix + "."
                        + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                tried++;
                if (!isRefusedByName(type, prefix, name)
                        && !bind(type, prefix, Map.of(name, "")).equals(bind(type, prefix, Map.of()))) {
                    different.add(name);
                }
            }
        }

        assertThat(tried).isGreaterThan(25);
        assertThat(different).isEqualTo(new TreeSet<>(EXCEPTIONS));
    }

    /** Returns true if an empty value stops the start with the name of the setting: one that is a number, or true or false. */
    private static boolean isRefusedByName(Class<?> type, String prefix, String name) {
        try {
            bind(type, prefix, Map.of(name, ""));
            return false;
        } catch (BindException e) {
            return e.getName().toString().equals(name)
                    && e.getTarget().getType().resolve().isPrimitive();
        }
    }

    private static Object bind(Class<?> type, String prefix, Map<String, String> settings) {
        ConfigurationPropertySource source = new MapConfigurationPropertySource(settings);
        return new Binder(source).bindOrCreate(prefix, type);
    }
}
