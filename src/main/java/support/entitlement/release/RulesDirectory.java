package support.entitlement.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import support.entitlement.policy.Compilation;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.SheetReader;
import support.entitlement.table.Sheets;

/**
 * The directory in which analysts keep their tables, and their scenarios in a folder in it: every file in either that
 * {@link SheetReader} reads, and the rules of precedence. It and its files may be symbolic links, and may change at any time.
 *
 * @param path the directory
 */
public record RulesDirectory(Path path) {

    /** Reads, checks and compiles all tables as they stand now. */
    public Compilation compile() {
        return files().compile(null);
    }

    /** Reads all tables as they stand now. */
    public Sheets read() {
        return files().sheets();
    }

    /** The content of all files as they stand now. */
    public TableFiles files() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        try {
            for (Path file : listed()) {
                read(file, contents, problems);
            }
        } catch (IOException e) {
            problems.add(Problem.error(
                    "no-rules-directory",
                    Place.ofFile(path.toString()),
                    "",
                    "The rules cannot be read: " + e + ".",
                    "Start the service beside the rules directory, or name it by entitlement.rules.directory."));
        }
        return new TableFiles(contents, problems);
    }

    /** What tells, without reading them, whether the files have changed. */
    Fingerprint fingerprint() {
        try {
            return new Fingerprint(listed().stream().map(Fingerprint.OfFile::of).toList(), "");
        } catch (IOException e) {
            return new Fingerprint(List.of(), e.toString());
        }
    }

    /** Every file that is read; the folder of scenarios need not be there. */
    private List<Path> listed() throws IOException {
        List<Path> all = new ArrayList<>(filesOf(path, TableFiles::isRead));
        Path scenarios = path.resolve(TableFiles.SCENARIOS);
        if (Files.isDirectory(scenarios)) {
            all.addAll(filesOf(scenarios, SheetReader::reads));
        }
        return all;
    }

    private static List<Path> filesOf(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) { // The folder failed while it was listed.
            throw e.getCause();
        }
    }

    private void read(Path file, SortedMap<String, byte[]> contents, List<Problem> problems) {
        String folder = path.equals(file.getParent()) ? "" : TableFiles.SCENARIOS;
        String name = folder + file.getFileName();
        if (!Files.isRegularFile(file)) {
            problems.add(unreadable(name, "It is no file, or a link that leads nowhere."));
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            contents.put(name, in.readNBytes(SheetReader.LARGEST_FILE + 1));
        } catch (IOException e) {
            problems.add(unreadable(name, e + "."));
        }
    }

    private static Problem unreadable(String name, String why) {
        return Problem.error(
                "unreadable-file",
                Place.ofFile(name),
                "",
                "The file cannot be read. " + why,
                "Replace it by a table, or remove it.");
    }
}
