package support.entitlement.security.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import support.entitlement.text.Names;

/**
 * The names of the settings in {@link SecurityProperties}. They are looked up in every source of settings, including
 * environment variables, whose names have neither hyphens nor brackets.
 */
final class SettingNames {

    private static final Names KNOWN = new Names(List.of(
            "open-reading",
            "roles-claim",
            "four-eyes",
            "audit",
            "sign-in-client-id",
            "sign-in-scopes",
            "tokens[n].name",
            "tokens[n].hash",
            "tokens[n].roles"));
    private static final Pattern WRITTEN = Pattern.compile(
            "openreading|rolesclaim|foureyes|audit|signinclientid|signinscopes(\\[\\d+])?|tokens\\[\\d+]\\.(name|hash|roles(\\[\\d+])?)");
    private static final Pattern VARIABLE = Pattern.compile(
            "openreading|rolesclaim|foureyes|audit|signinclientid|signinscopes\\d*|tokens\\d+(name|hash|roles\\d*)");
    private static final String LIST = "tokens";

    private SettingNames() {}

    /** Returns an error for each setting of an unknown name. No error repeats the value, which may be a secret. */
    static List<String> errorsIn(Environment environment) {
        ConfigurationPropertyName prefix = ConfigurationPropertyName.of(SecuritySettings.PREFIX);
        List<String> errors = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(prefix::isAncestorOf)
                        .filter(name -> !isKnown(name, source))
                        .map(name -> describeUnknown(name, source))
                        .distinct()
                        .forEach(errors::add);
            }
        }
        return errors;
    }

    private static boolean isKnown(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        String setting = settingName(name);
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
            return VARIABLE.matcher(setting.replaceAll("[^a-z0-9]", "")).matches();
        }
        return WRITTEN.matcher(setting.replaceAll("[-_]", "")).matches()
                || setting.equals(LIST) && isBlank(name, source);
    }

    /** An empty list in YAML is read as an empty text. */
    private static boolean isBlank(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        return property == null || property.getValue().toString().isBlank();
    }

    private static String describeUnknown(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        String origin = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return name + origin + " is no setting."
                + KNOWN.findNearest(settingName(name))
                        .map(nearest -> " The nearest is " + SecuritySettings.PREFIX + "." + nearest + ".")
                        .orElse(" Known are " + String.join(", ", KNOWN.all()) + ".");
    }

    private static String settingName(ConfigurationPropertyName name) {
        return name.toString().substring(SecuritySettings.PREFIX.length() + 1).toLowerCase(Locale.ROOT);
    }
}
