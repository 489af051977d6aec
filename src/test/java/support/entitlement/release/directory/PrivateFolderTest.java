package support.entitlement.release.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import support.entitlement.Application;

/** Other users of the machine cannot read the folder of the service, which holds contracts. */
@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aServiceClosesItsFolderAndEveryFileInItAlsoThoseThatWereThere() throws IOException {
        Path memory = folder.resolve(".support-entitlements");
        start(memory);
        assertThat(permissions(memory)).isEqualTo(closed(memory)).hasSizeGreaterThanOrEqualTo(5);

        open(memory);
        start(memory);

        assertThat(permissions(memory)).isEqualTo(closed(memory));
    }

    @Test
    void aFolderThatIsUsedForOtherThingsTooStaysOpenButForWhatIsTheServices() throws IOException {
        Path memory = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(memory.resolve("of-somebody-else.txt"), "to be read by all");
        open(memory);

        start(memory);

        assertThat(permissions(memory))
                .containsEntry(memory, "rwxr-xr-x")
                .containsEntry(memory.resolve("of-somebody-else.txt"), "rw-r--r--");
        assertThat(permissions(ofTheShippedRules(memory))).isEqualTo(closed(ofTheShippedRules(memory)));
    }

    private static void start(Path memory) throws IOException {
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--spring.datasource.url=", "--entitlement.releases.memory=" + memory)
                .close();
        assertThat(ofTheShippedRules(memory).resolve("releases.mv.db")).isNotEmptyFile();
    }

    private static Path ofTheShippedRules(Path memory) {
        return new ReleasesProperties(memory, Duration.ofSeconds(1))
                .memoryOf(new RulesProperties(Path.of("rules"), Duration.ofSeconds(1)));
    }

    /** Makes everything readable for everybody, as earlier versions of the service did. */
    private static void open(Path path) throws IOException {
        for (Path each : closed(path).keySet()) {
            Files.setPosixFilePermissions(
                    each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static Map<Path, String> closed(Path path) throws IOException {
        Map<Path, String> closed = permissions(path);
        closed.replaceAll((each, any) -> Files.isDirectory(each) ? "rwx------" : "rw-------");
        return closed;
    }

    private static Map<Path, String> permissions(Path path) throws IOException {
        Map<Path, String> permissions = new TreeMap<>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                permissions.put(each, PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
            }
        }
        return permissions;
    }
}
