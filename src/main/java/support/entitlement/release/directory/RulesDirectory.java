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
 * The directory in which analysts keep their tables and rules of precedence, with their scenarios in a folder: every file that
 * {@link SheetReader} reads. The directory and its files may be symbolic links, and may change at any time; {@link RealFiles}
 * decides which links count.
 *
 * @param path the directory
 * @param linked further directories into which links may lead
 */
public record RulesDirectory(Path path, List<Path> linked) {

    /** The maximum size of all files together, in bytes. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    /** The maximum number of files. */
    static final int MAX_FILES = 1_000;

    /** The name under which earlier versions kept an interrupted write among the tables, and completed it from there. */
    private static final String FOREIGN = ".publishing";

    /** Makes a directory whose links must stay inside it. */
    public RulesDirectory(Path path) {
        this(path, List.of());
    }

    /** Reads, checks and compiles all tables as they are now. */
    public Compilation compileTables() {
        return readFiles().compileTables(null);
    }

    /** Reads all tables as they are now. */
    public ReadSheets readSheets() {
        return readFiles().readSheets();
    }

    /** Reads all files as they are now. */
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
            problems.add(DirectoryProblems.noDirectory(e));
        }
        return new TableFiles(contents, problems);
    }

    /** Returns the files that count as parts of the directory. */
    RealFiles resolveRoots() throws IOException {
        return RealFiles.resolveRoots(path, linked);
    }

    /** Returns a snapshot that shows, without reading the files, whether they have changed. */
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

    /** Returns the names of all files that are read or refused; the folder of scenarios may be missing. */
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
        } catch (UncheckedIOException e) { // The listing failed halfway.
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
