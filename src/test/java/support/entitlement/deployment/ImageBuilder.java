package support.entitlement.deployment;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the image of the service as a file, from the folder in which {@code src/main/image/image.xml} lays it out. The layers that
 * change seldom come first: the runtime of Java with the libraries of the system, the libraries, the service, and the archive of its
 * classes. Equal content gives an equal image.
 */
final class ImageBuilder {

    static final String NAME = "support-entitlements";

    /** The user of the service. No other user may write in the image, and this one only in its folder. */
    static final String USER = "65532:65532";

    static final String MEMORY = "/var/lib/support-entitlements";

    private static final String LIBRARIES = "app/service/lib";
    private static final String ARCHIVE = "app/service/classes.jsa";

    private final Path root;

    private ImageBuilder(Path root) {
        this.root = root;
    }

    /** Writes an image. The arguments are the folder, the file of the image and the version of the service. */
    public static void main(String[] arguments) throws Exception {
        writeImage(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    }

    static void writeImage(Path root, Path image, String version) throws Exception {
        Path caches = Files.createTempDirectory("jib");
        new ImageBuilder(root)
                .describe(version)
                .containerize(Containerizer.to(TarImage.at(image).named(NAME + ":" + version))
                        .setBaseImageLayersCache(caches)
                        .setApplicationLayersCache(caches)
                        .setAllowInsecureRegistries(false)
                        .setOfflineMode(true));
    }

    private JibContainerBuilder describe(String version) throws IOException {
        return Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setFileEntriesLayers(List.of(
                        layer("runtime", path -> !path.startsWith("app")),
                        layer("libraries", path -> path.startsWith(LIBRARIES)),
                        layer(
                                "service",
                                path -> path.startsWith("app") && !path.startsWith(LIBRARIES) && !path.equals(ARCHIVE)),
                        layer("archive", path -> path.equals(ARCHIVE)),
                        folders()))
                .setEntrypoint("/java/bin/java", "@service/start")
                .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                .setUser(USER)
                .setExposedPorts(Port.tcp(8080))
                .setEnvironment(Map.of(
                        "LANG",
                        "C.UTF-8",
                        "ENTITLEMENT_RULES_DIRECTORY",
                        "",
                        "ENTITLEMENT_RULES_FIRSTRELEASE",
                        "/app/rules",
                        "ENTITLEMENT_RELEASES_MEMORY",
                        MEMORY + "/memory"))
                .setCreationTime(Instant.EPOCH)
                .setLabels(Map.of(
                        "org.opencontainers.image.title", "Support entitlements",
                        "org.opencontainers.image.version", version,
                        "org.opencontainers.image.licenses", "Apache-2.0"));
    }

    /** Returns the name of the processor of this machine, for which the runtime is. */
    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") ? "arm64" : name.equals("x86_64") ? "amd64" : name;
    }

    private interface PathFilter {

        boolean accepts(String path);
    }

    /** Makes a layer of the files whose paths below the folder are accepted. */
    private FileEntriesLayer layer(String name, PathFilter filter) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = root.relativize(file).toString();
                if (filter.accepts(path)) {
                    layer.addEntry(
                            file,
                            AbsoluteUnixPath.get("/" + path.replaceFirst("^libraries/", "")),
                            FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644"),
                            FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
                }
            }
        }
        return layer.build();
    }

    /** Makes the folders in which the service may write; those who run it may mount others over them. */
    private FileEntriesLayer folders() throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("folders");
        Path empty = Files.createTempDirectory("folder");
        for (String folder : List.of(MEMORY, "/tmp")) {
            layer.addEntry(
                    empty,
                    AbsoluteUnixPath.get(folder),
                    FilePermissions.fromOctalString("700"),
                    FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                    USER);
        }
        return layer.build();
    }
}
