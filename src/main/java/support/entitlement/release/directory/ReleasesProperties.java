package support.entitlement.release.directory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import support.entitlement.release.tables.TableFiles;

/**
 * How releases are kept. Where the log itself is, {@code spring.datasource.url} says.
 *
 * @param memory the folder in which this service keeps the last release that it knows, for times without the log, and the log
 *     itself if it has no other; each rules directory has a folder of its own there
 * @param pollInterval the time between two looks at the log for releases that others published; where the database announces
 *     them, they are seen at once
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
     * The folder for one rules directory: tables of one must never be taken for a change of another's.
     *
     * @throws IllegalArgumentException if it lies in the rules directory, where whoever edits tables could put another in its place
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
