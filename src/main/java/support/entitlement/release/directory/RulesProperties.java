package support.entitlement.release.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The location of the tables.
 *
 * @param directory the rules directory, relative to the working directory unless absolute; empty if there is none, and releases
 *     come from the log alone
 * @param watchInterval the time between two looks at the directory; a file counts as saved once two looks see the same
 * @param linkedDirectories further directories into which links in the rules directory may lead
 * @param firstRelease the directory of the tables that become the first release, where there is neither a rules directory nor a
 *     release; empty if there is none
 */
@ConfigurationProperties("entitlement.rules")
public record RulesProperties(Path directory, Duration watchInterval, List<Path> linkedDirectories, Path firstRelease) {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** Takes the directory as text: an empty path would be bound as missing, and replaced by the default. */
    @ConstructorBinding
    RulesProperties(
            @DefaultValue("rules") String directory,
            @DefaultValue("100ms") Duration watchInterval,
            @DefaultValue List<Path> linkedDirectories,
            @DefaultValue("") String firstRelease) {
        this(Path.of(directory), watchInterval, linkedDirectories, Path.of(firstRelease));
    }

    /** Makes settings of a directory whose links must stay inside it. */
    public RulesProperties(Path directory, Duration watchInterval) {
        this(directory, watchInterval, List.of(), Path.of(""));
    }

    /** Refuses an interval that would keep a processor busy. */
    public RulesProperties {
        linkedDirectories = List.copyOf(linkedDirectories);
        if (watchInterval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("entitlement.rules.watch-interval is " + watchInterval.toMillis()
                    + " ms and must be at least " + SHORTEST.toMillis() + " ms.");
        }
    }

    public boolean isWithoutDirectory() {
        return directory.toString().isEmpty();
    }
}
