package support.entitlement.release.directory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import support.entitlement.release.tables.TableFiles;

/**
 * The storage of releases. {@code spring.datasource.url} names the database of the log.
 *
 * @param memory the folder in which this service keeps the last release that it knows, for times without the log, and the log
 *     itself if there is no other database; each rules directory has a folder of its own there
 * @param pollInterval the time between two reads of the log; a database that announces releases has them read at once
 */
@ConfigurationProperties("entitlement.releases")
public record ReleasesProperties(
        @DefaultValue(".support-entitlements") Path memory,
        @DefaultValue("1s") Duration pollInterval) {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** Refuses an interval that would keep the database busy. */
    public ReleasesProperties {
        if (pollInterval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("entitlement.releases.poll-interval is " + pollInterval.toMillis()
                    + " ms and must be at least " + SHORTEST.toMillis() + " ms.");
        }
    }

    /**
     * Returns the folder of one rules directory: tables of one must never be taken for a change of another.
     *
     * @throws IllegalArgumentException if it is inside the rules directory, where everybody who edits tables could replace it
     */
    public Path memoryOf(RulesProperties rules) {
        if (rules.isWithoutDirectory()) {
            return memory.resolve("log");
        }
        Path directory = rules.directory().toAbsolutePath().normalize();
        if (memory.toAbsolutePath().normalize().startsWith(directory)) {
            throw new IllegalArgumentException(
                    "entitlement.releases.memory lies in the rules directory, among what anybody who edits"
                            + " tables may change. Name a folder beside it.");
        }
        String hash = TableFiles.hashOf(directory.toString().getBytes(StandardCharsets.UTF_8));
        return memory.resolve(directory.getFileName() + "-" + hash.substring(0, 8));
    }
}
