package support.entitlement.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Refuses settings of this service that nothing reads, in files, arguments, environment variables and system properties: a misspelt
 * setting must not look as if it had an effect.
 */
@Component
final class SettingNames extends SettingsCheck implements PriorityOrdered {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(KnownSettings.ROOT);

    /** Runs before the checks of values: that of a misspelt setting might be a token, which no message may repeat. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void checkSettings(Environment settings, ConfigurableListableBeanFactory beans) {
        KnownSettings known = KnownSettings.in(beans);
        List<String> errors = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(settings)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(ROOT::isAncestorOf)
                        .filter(name -> !isKnown(known, name, source))
                        .map(name -> describeUnknown(known, name, source))
                        .distinct()
                        .forEach(errors::add);
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedSettingsException(errors);
        }
    }

    private static boolean isKnown(
            KnownSettings known, ConfigurationPropertyName name, ConfigurationPropertySource source) {
        String setting = nameBelowRoot(name);
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                ? known.containsVariable(setting)
                : known.contains(setting) || known.isGroup(setting) && isBlank(name, source);
    }

    /** An empty list, or an empty group, in YAML is read as an empty text. */
    private static boolean isBlank(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null || property.getValue().toString().isBlank();
    }

    private static String describeUnknown(
            KnownSettings known, ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        String origin = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return name + origin + " is no setting. " + known.adviseOn(nameBelowRoot(name));
    }

    private static String nameBelowRoot(ConfigurationPropertyName name) {
        return name.toString().substring(KnownSettings.ROOT.length() + 1);
    }
}
