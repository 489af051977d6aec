package support.entitlement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image of a container, made of a folder that is laid out as the profile {@code image} does it. */
class ImageTest {

    @TempDir
    private Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private JsonNode config;

    @BeforeEach
    void build() throws Exception {
        Path root = folder.resolve("root");
        for (String file : List.of(
                "java/bin/java",
                "libraries/lib64/ld-linux.so",
                "etc/passwd",
                "app/service/lib/drools.jar",
                "app/service/support-entitlements.jar",
                "app/service/start",
                "app/service/classes.jsa",
                "app/rules/plans.csv")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), file);
        }
        assertThat(root.resolve("java/bin/java").toFile().setExecutable(true)).isTrue();
        Path image = folder.resolve("image.tar");
        ImageBuilder.writeImage(root, image, "1.2.3");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(image))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        config = json("config.json");
    }

    private JsonNode json(String name) {
        return JsonMapper.shared().readTree(new String(files.get(name), StandardCharsets.UTF_8));
    }

    @Test
    void whatChangesSeldomIsInAnEarlierLayer() throws IOException {
        assertThat(layers())
                .extracting(layer -> layer.stream()
                        .filter(TarArchiveEntry::isFile)
                        .map(TarArchiveEntry::getName)
                        .toList())
                .containsExactly(
                        List.of("etc/passwd", "java/bin/java", "lib64/ld-linux.so"),
                        List.of("app/service/lib/drools.jar"),
                        List.of("app/rules/plans.csv", "app/service/start", "app/service/support-entitlements.jar"),
                        List.of("app/service/classes.jsa"),
                        List.of());
    }

    @Test
    void theServiceMayWriteToTwoFoldersOnly() throws IOException {
        assertThat(layers().stream()
                        .flatMap(List::stream)
                        .filter(entry -> entry.getLongUserId() != 0 || (entry.getMode() & 0022) != 0))
                .extracting(entry -> entry.getName() + " " + entry.getLongUserId() + " "
                        + Integer.toOctalString(entry.getMode() & 0777))
                .containsExactlyInAnyOrder("var/lib/support-entitlements/ 65532 700", "tmp/ 65532 700");
        assertThat(config.at("/config/User").stringValue()).isEqualTo("65532:65532");
    }

    @Test
    void itStartsTheServiceWithoutAShellAndWithTheTablesAsFirstRelease() {
        JsonNode container = config.get("config");

        assertThat(container.get("Entrypoint")).hasToString("[\"/java/bin/java\",\"@service/start\"]");
        assertThat(container.get("WorkingDir").stringValue()).isEqualTo("/app");
        assertThat(container.get("ExposedPorts").has("8080/tcp")).isTrue();
        assertThat(container.get("Env").toString())
                .contains("ENTITLEMENT_RULES_DIRECTORY=\"", "ENTITLEMENT_RULES_FIRSTRELEASE=/app/rules");
        assertThat(container.at("/Labels/org.opencontainers.image.version").stringValue())
                .isEqualTo("1.2.3");
    }

    @Test
    void filesHaveTheTimeThatTheArchiveOfClassesWasMadeFor() throws IOException {
        assertThat(layers().stream().flatMap(List::stream).filter(TarArchiveEntry::isFile))
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.getLastModifiedTime().toMillis()).isEqualTo(1000);
                    assertThat(entry.getMode() & 0111).isEqualTo(entry.getName().equals("java/bin/java") ? 0111 : 0);
                });
        assertThat(Files.readString(Path.of("src/main/image/image.xml"))).contains("<touch millis=\"1000\">");
    }

    private List<List<TarArchiveEntry>> layers() throws IOException {
        List<List<TarArchiveEntry>> layers = new ArrayList<>();
        for (JsonNode layer : json("manifest.json").at("/0/Layers")) {
            List<TarArchiveEntry> entries = new ArrayList<>();
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new GZIPInputStream(new ByteArrayInputStream(files.get(layer.stringValue()))))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    entries.add(entry);
                }
            }
            layers.add(entries);
        }
        return layers;
    }
}
