package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The shipped tables, grown to many rows as they would grow in use: every further plan has a support level of its own,
 * with rows like Enterprise Premium's in the support matrix, the SLA agreements and the allowances.
 */
final class ManyRows {

    static final Path SHIPPED = Path.of("rules");

    private static final int TECHNICAL_ROWS = 7;
    private static final String MODEL = "Enterprise Premium";

    private ManyRows() {}

    /** A copy of the shipped tables in a new temporary directory, with further rows, so that it has this many in all. */
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
        Map<String, List<String>> added = new LinkedHashMap<>();
        for (int level = 1; left > 0; level++) {
            for (Map.Entry<String, List<String>> file : models.entrySet()) {
                for (String line : file.getValue()
                        .subList(0, Math.min(left, file.getValue().size()))) {
                    added.computeIfAbsent(file.getKey(), name -> new ArrayList<>())
                            .add(line.replace(MODEL, "Signature " + level));
                    left--;
                }
            }
        }
        for (Map.Entry<String, List<String>> file : added.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue(), StandardOpenOption.APPEND);
        }
        return directory;
    }

    /** The line, reduced to the model's own row where it lists several levels; empty if it is not about the model. */
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
        for (Path file : files(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
