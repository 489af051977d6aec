package support.entitlement.release.directory;

import java.io.IOException;
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
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.SheetReader;

/**
 * The directory in which analysts keep their tables, and their scenarios in a folder in it: every file in either that
 * {@link SheetReader} reads, and the rules of precedence. It and its files may be symbolic links, and may change at any time;
 * {@link RealFiles} says which links count.
 *
 * @param path the directory
 * @param linked further directories, into which links may lead
 */
public record RulesDirectory(Path path, List<Path> linked) {

    /** The most bytes of all files together. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    /** The most files. */
    static final int MAX_FILES = 1_000;

    /** Earlier versions kept what they were writing under this name, among the tables, and finished it from there. */
    private static final String FOREIGN = ".publishing";

    /** A directory whose links stay inside it. */
    public RulesDirectory(Path path) {
        this(path, List.of());
    }

    /** Reads, checks and compiles all tables as they stand now. */
    public Compilation compileTables() {
        return readFiles().compileTables(null);
    }

    /** Reads all tables as they stand now. */
    public ReadSheets readSheets() {
        return readFiles().readSheets();
    }

    /** The content of all files as they stand now. */
    public TableFiles readFiles() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        try {
            RealFiles real = resolveRoots();
            long bytes = 0;
            for (String name : listNames(real)) {
                if (bytes > MAX_BYTES || contents.size() == MAX_FILES) {
                    problems.add(DirectoryProblems.tooLarge(MAX_FILES, MAX_BYTES));
                    break;
                }
                readFile(real, name, contents, problems);
                bytes += contents.getOrDefault(name, new byte[0]).length;
            }
        } catch (IOException e) {
            problems.add(DirectoryProblems.noDirectory(path, e));
        }
        return new TableFiles(contents, problems);
    }

    /** The files that count as parts of the directory. */
    RealFiles resolveRoots() throws IOException {
        return RealFiles.resolveRoots(path, linked);
    }

    /** What tells, without reading them, whether the files have changed. */
    DirectorySnapshot takeSnapshot() {
        try {
            RealFiles real = resolveRoots();
            List<DirectorySnapshot.OfFile> files = listNames(real).stream()
                    .map(name -> DirectorySnapshot.OfFile.of(name, path.resolve(name), real))
                    .toList();
            return new DirectorySnapshot(files, "");
        } catch (IOException e) {
            return new DirectorySnapshot(List.of(), e.toString());
        }
    }

    /** Everything that is read or refused, by its name; the folder of scenarios need not be there. */
    private List<String> listNames(RealFiles real) throws IOException {
        List<String> all = new ArrayList<>(namesIn(path, "", name -> TableFiles.isRead(name) || name.equals(FOREIGN)));
        Path scenarios = path.resolve(TableFiles.SCENARIOS);
        if (Files.isDirectory(scenarios) && real.containsPath(scenarios)) {
            all.addAll(namesIn(scenarios, TableFiles.SCENARIOS, SheetReader::isTableFile));
        } else if (Files.isSymbolicLink(scenarios)) {
            all.add(scenarios.getFileName().toString());
        }
        return all;
    }

    private static List<String> namesIn(Path folder, String prefix, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .sorted()
                    .map(name -> prefix + name)
                    .toList();
        } catch (UncheckedIOException e) { // The folder failed while it was listed.
            throw e.getCause();
        }
    }

    private void readFile(RealFiles real, String name, SortedMap<String, byte[]> contents, List<Problem> problems) {
        if (name.equals(FOREIGN)) {
            problems.add(DirectoryProblems.foreignPublishing(FOREIGN));
            return;
        }
        try {
            contents.put(name, real.readFile(path.resolve(name), SheetReader.MAX_FILE_BYTES + 1));
        } catch (RealFiles.OutsideException e) {
            problems.add(DirectoryProblems.linkOutside(name));
        } catch (IOException e) {
            problems.add(DirectoryProblems.unreadableFile(name, e));
        }
    }
}
