package support.entitlement.security.authentication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;
import support.entitlement.settings.SettingsCheck;

/**
 * Logs the files from which settings were read, before any of them takes effect: whoever can write such a file controls
 * the service, so an unintended one must be noticed.
 */
@Component
public final class SettingsNotice extends SettingsCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsNotice.class);

    /** Matches the names that Spring Boot gives to the settings of a file. */
    private static final Pattern OF_FILE = Pattern.compile("Config resource 'file \\[(.*?)]'.*");

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    @Override
    protected void checkSettings(Environment settings, ConfigurableListableBeanFactory beans) {
        if (settings instanceof ConfigurableEnvironment configurable) {
            List<Path> files = filesOf(configurable);
            LOG.info("Settings were read from {}.", files.isEmpty() ? "no file but the service's own" : inWords(files));
            files.forEach(SettingsNotice::warnIfOthersMayWrite);
        }
    }

    private static List<Path> filesOf(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .map(PropertySource::getName)
                .map(OF_FILE::matcher)
                .filter(Matcher::matches)
                .map(name -> Path.of(name.group(1)).toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    private static String inWords(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static void warnIfOthersMayWrite(Path file) {
        for (Path path : List.of(file, file.resolveSibling("."))) {
            try {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
                if (OF_OTHERS.stream().anyMatch(permissions::contains)) {
                    LOG.warn(
                            "Others may write {}, and so can change every setting. Remove their write permission.",
                            path.normalize());
                }
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("The permissions of {} cannot be read", path, e);
            }
        }
    }
}
