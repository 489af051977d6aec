package support.entitlement.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.Sheet;
import support.entitlement.table.SheetReader;
import support.entitlement.table.Sheets;

/**
 * The directory in which analysts keep their tables: every file directly in it that {@link SheetReader} reads.
 *
 * @param path the directory
 */
public record RulesDirectory(Path path) {

    /** Reads, checks and compiles all tables as they stand now. */
    public Compilation compile() {
        return PolicyCompiler.compile(read());
    }

    /** Reads all tables as they stand now. */
    public Sheets read() {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            for (Path file : files()) {
                Sheets read = SheetReader.read(file.getFileName().toString(), Files.readAllBytes(file));
                sheets.addAll(read.sheets());
                problems.addAll(read.problems());
            }
        } catch (IOException e) {
            problems.add(Problem.error(
                    "no-rules-directory",
                    Place.ofFile(path.toString()),
                    "",
                    "The rules cannot be read: " + e.getMessage() + ".",
                    "Start the service beside the rules directory, or name it by entitlement.rules.directory."));
        }
        return new Sheets(sheets, problems);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> SheetReader.reads(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
