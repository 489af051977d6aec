package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The shipped tables, extended to many rows as they would grow in use: every further plan has a support level of its
 * own, with rows like Enterprise Premium's in the support matrix, the SLA agreements and the allowances.
 */
final class ManyRows {

    static final Path SHIPPED = Path.of("rules");

    private static final int TECHNICAL_ROWS = 7;
    private static final String MODEL = "Enterprise Premium";

    private ManyRows() {}

    /**
     * Creates a copy of the shipped tables in a new temporary directory, with complete further levels, up to this many
     * rows in all.
     */
    static Path directory(int rows) throws IOException {
        Path directory = Files.createTempDirectory("many-rows");
        int left = rows;
        Map<String, List<String>> models = new LinkedHashMap<>();
        for (Path file : files(SHIPPED)) {
            Files.copy(file, directory.resolve(file.getFileName()));
            List<String> lines = Files.readAllLines(file);
            left -= lines.size() - TECHNICAL_ROWS;
            models.put(
                    file.getFileName().toString(),
                    lines.stream()
                            .map(ManyRows::model)
                            .filter(line -> !line.isEmpty())
                            .toList());
        }
        int size = models.values().stream().mapToInt(List::size).sum();
        for (int level = 1; level <= left / size; level++) {
            for (Map.Entry<String, List<String>> model : models.entrySet()) {
                String name = "Signature " + level;
                List<String> lines = model.getValue().stream()
                        .map(line -> line.replace(MODEL, name))
                        .toList();
                Files.write(directory.resolve(model.getKey()), lines, StandardOpenOption.APPEND);
            }
        }
        return directory;
    }

    /**
     * Returns the line, reduced to the model's own row if it lists several levels; empty if it does not concern the
     * model.
     */
    private static String model(String line) {
        if (line.startsWith(MODEL + ",")) {
            return line;
        }
        int end = line.indexOf("\",");
        return line.startsWith("\"") && line.substring(0, Math.max(0, end)).contains(MODEL)
                ? MODEL + line.substring(end + 1)
                : "";
    }

    static void delete(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }
}
