package support.entitlement.release.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.text.Sha256;

/**
 * The files of tables, scenarios and rules of precedence of a release, or of the rules directory at one moment. The bytes must
 * not be modified. Thread-safe.
 */
public final class TableFiles {

    /** Files in this folder hold scenarios; all others hold tables. */
    public static final String SCENARIOS = "scenarios/";

    private final SortedMap<String, byte[]> contents;
    private final List<Problem> problems;
    private volatile @Nullable String contentDigest;

    /**
     * Creates files that are read later.
     *
     * @param contents the bytes of each file by its name
     * @param problems the problems that kept other files from being read
     */
    public TableFiles(SortedMap<String, byte[]> contents, List<Problem> problems) {
        this.contents = contents;
        this.problems = problems;
    }

    /** Returns the bytes of each file by its name. */
    public SortedMap<String, byte[]> contents() {
        return contents;
    }

    /** Returns the problems that kept other files from being read. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns true if a file of this name is read, outside of the folder of scenarios. */
    public static boolean isRead(String name) {
        return SheetReader.isTableFile(name) || name.equals(Precedence.FILE);
    }

    /** Returns true if a file may have this name: one that is read, in no folder but that of scenarios. */
    public static boolean isName(String name) {
        String file = name.startsWith(SCENARIOS) ? name.substring(SCENARIOS.length()) : name;
        boolean plain = file.chars().noneMatch(sign -> sign == '/' || sign == '\\' || Character.isISOControl(sign));
        return plain && (SheetReader.isTableFile(file) || name.equals(Precedence.FILE));
    }

    /** Checks the tables and the rules of precedence, and compiles them unless they have errors. */
    public Compilation compileTables(@Nullable Policy before) {
        return compileTables(before, Budget.ofCheck());
    }

    /** Checks and compiles within a budget. */
    public Compilation compileTables(@Nullable Policy before, Budget budget) {
        ReadSheets read = readTableSheets();
        return PolicyCompiler.compile(
                withoutLists(read), AcceptedWarnings.readSheets(findLists(read)), precedenceText(), before, budget);
    }

    /** Reads the tables. */
    public ReadSheets readSheets() {
        return withoutLists(readTableSheets());
    }

    /** Reads the tables and the list of accepted warnings. */
    public ReadSheets readTableSheets() {
        return readFiles(name -> !name.startsWith(SCENARIOS), problems);
    }

    /** Reads the sheets that list accepted warnings. */
    public List<Sheet> readAcceptanceSheets() {
        return findLists(readTableSheets());
    }

    private static ReadSheets withoutLists(ReadSheets read) {
        return new ReadSheets(
                read.sheets().stream()
                        .filter(sheet -> !sheet.listsAcceptedWarnings())
                        .toList(),
                read.problems());
    }

    private static List<Sheet> findLists(ReadSheets read) {
        return read.sheets().stream().filter(Sheet::listsAcceptedWarnings).toList();
    }

    /** Reads the sheets of one file. */
    public List<Sheet> readSheetsOf(String file) {
        return readFiles(file::equals, List.of()).sheets();
    }

    /** Reads the scenarios. */
    public Scenarios readScenarios() {
        return Scenarios.read(readScenarioSheets());
    }

    /** Reads the sheets of the files of scenarios. */
    public ReadSheets readScenarioSheets() {
        return readFiles(name -> name.startsWith(SCENARIOS), List.of());
    }

    /** Returns the text of the rules of precedence; null if the release has none of its own. */
    public @Nullable String precedenceText() {
        byte[] content = contents.get(Precedence.FILE);
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    private ReadSheets readFiles(Predicate<String> wanted, List<Problem> known) {
        List<Sheet> sheets = new ArrayList<>();
        List<Problem> found = new ArrayList<>(known);
        Budget room = SheetReader.roomForFiles();
        contents.forEach((name, content) -> {
            if (wanted.test(name) && !name.equals(Precedence.FILE)) {
                ReadSheets read = SheetReader.readSheets(name, content, room);
                sheets.addAll(read.sheets());
                found.addAll(read.problems());
            }
        });
        return new ReadSheets(sheets, found);
    }

    /** Returns a hash of all bytes that were read, and of the problems of other files. */
    public String digest() {
        MessageDigest digest = Sha256.createDigest();
        contents.forEach((name, content) -> {
            updateDigest(digest, name);
            updateDigest(digest, content);
        });
        problems.forEach(problem -> updateDigest(digest, problem.toString()));
        return Sha256.finishHash(digest);
    }

    /**
     * Returns a hash of the content of all cells. Separators, quotes and encodings of the files make no difference. Reading all
     * files takes long, so it is computed once.
     */
    public String contentDigest() {
        String known = contentDigest;
        if (known == null) {
            known = digestCells();
            contentDigest = known;
        }
        return known;
    }

    private String digestCells() {
        MessageDigest digest = Sha256.createDigest();
        ReadSheets sheets = readFiles(name -> true, problems);
        if (contents.containsKey(Precedence.FILE)) {
            updateDigest(digest, Precedence.FILE);
            updateDigest(digest, contents.get(Precedence.FILE));
        }
        for (Sheet sheet : sheets.sheets()) {
            updateDigest(digest, sheet.file());
            updateDigest(digest, String.valueOf(sheet.name()));
            for (List<String> row : withoutBlankEnd(sheet.rows())) {
                updateDigest(digest, "row");
                row.forEach(cell -> updateDigest(digest, cell));
            }
        }
        sheets.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .forEach(problem -> updateDigest(digest, problem.toString()));
        return Sha256.finishHash(digest);
    }

    private static List<List<String>> withoutBlankEnd(List<List<String>> rows) {
        return cutBlankEnd(
                rows.stream()
                        .map(row -> cutBlankEnd(row.stream().map(String::strip).toList(), String::isEmpty))
                        .toList(),
                List::isEmpty);
    }

    private static <T> List<T> cutBlankEnd(List<T> list, Predicate<T> blank) {
        int end = list.size();
        while (end > 0 && blank.test(list.get(end - 1))) {
            end--;
        }
        return list.subList(0, end);
    }

    /** Returns the hash of the content of one file. */
    public static String hashOf(byte[] content) {
        return Sha256.hashBytes(content);
    }

    private static void updateDigest(MessageDigest digest, String text) {
        updateDigest(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void updateDigest(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
