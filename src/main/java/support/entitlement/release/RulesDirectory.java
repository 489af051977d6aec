package support.entitlement.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.CsvSheets;
import support.entitlement.table.Problem;
import support.entitlement.table.Sheet;
import support.entitlement.table.TableException;
import support.entitlement.table.TableParser;

/**
 * The directory in which analysts keep their tables: every {@code .csv} file directly in it.
 *
 * @param path the directory
 */
public record RulesDirectory(Path path) {

    /**
     * Reads, checks and compiles all tables as they stand now.
     *
     * @throws TableException with all that is wrong with them
     */
    public Policy compile() {
        return PolicyCompiler.compile(TableParser.parse(sheets()));
    }

    private List<Sheet> sheets() {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files()) {
            try {
                sheets.add(CsvSheets.read(file.getFileName().toString(), text(file)));
            } catch (TableException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new TableException(problems);
        }
        return sheets;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> tables = files.filter(
                            file -> file.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            if (tables.isEmpty()) {
                throw refused("no-tables", path, "The rules directory holds no table (.csv).");
            }
            return tables;
        } catch (IOException e) {
            throw refused(
                    "no-rules-directory",
                    path,
                    "This is not a directory that can be read. Start the service beside "
                            + "the rules directory, or name it by entitlement.rules.directory.");
        }
    }

    private static String text(Path file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused("unreadable-file", file.getFileName(), "The file must be saved as UTF-8.");
        } catch (IOException e) {
            throw refused("unreadable-file", file.getFileName(), "The file cannot be read: " + e.getMessage() + ".");
        }
    }

    private static TableException refused(String code, Path place, String message) {
        return new TableException(List.of(new Problem(code, place.toString(), "", message)));
    }
}
