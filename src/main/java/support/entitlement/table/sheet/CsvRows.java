package support.entitlement.table.sheet;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;

/**
 * Reads the rows of a CSV file as spreadsheet programs and editors of any country save it, one at a time. This class
 * reads all CSV, both tables and files of contracts. Not thread-safe. {@link #next} throws the exceptions of the CSV
 * library where a file is not valid CSV.
 */
public final class CsvRows implements Iterator<CsvRows.CsvRow>, Closeable {

    /** Spreadsheet programs read this line as a setting and do not show it, so it is not a row. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\\A\"?sep=([,;\t|])\"?[,;\t|]*(?:\\R|\\z)", Pattern.CASE_INSENSITIVE);

    private static final Pattern FIRST_CELL =
            Pattern.compile("\\A\\s*\"?RuleSet\"? *([,;\t|])", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int BEGINNING = 1_000;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<Problem> problems;
    private final int linesBefore;

    /**
     * A row.
     *
     * @param line the line of the file on which it begins, from one
     * @param cells the texts of its cells, in normal form
     * @param encodingIsGuessed true if the file is not UTF-8, so that only its words show whether it was decoded
     *     correctly
     */
    public record CsvRow(long line, List<String> cells, boolean encodingIsGuessed) {

        /** Returns true if letters of a cell were read in a wrong encoding, now or in an earlier step. */
        public boolean isGarbled(int cell) {
            String text = cells.get(cell);
            return CellText.isGarbled(text) || encodingIsGuessed && LegacyEncodingCheck.hasNoWord(text);
        }

        /** Returns true if all its cells are empty. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    private CsvRows(Reader text, List<Problem> problems) throws IOException {
        BufferedReader in = new BufferedReader(text);
        String beginning = peekBeginning(in);
        Matcher setting = SEPARATOR_LINE.matcher(beginning);
        boolean hasSetting = setting.lookingAt();
        if (hasSetting) {
            in.skip(setting.end());
        }
        this.linesBefore = hasSetting ? 1 : 0;
        this.problems = problems;
        this.reader = CsvReader.builder()
                .fieldSeparator(detectSeparator(beginning))
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .ofCsvRecord(in);
        this.records = reader.iterator();
    }

    /**
     * Opens the content of a file.
     *
     * @throws TableException if it is not a text
     */
    static CsvRows openContent(String file, byte[] content) throws IOException {
        CsvDecoder.DecodedText decoded = CsvDecoder.decodeText(file, content);
        return new CsvRows(new StringReader(decoded.text()), decoded.problems());
    }

    /**
     * Opens a file and reads it as a stream, so that memory use does not grow with its size. A file that exceeds the
     * limit of tables must be UTF-8.
     *
     * @param file the file's name, for messages
     * @throws TableException if it is not a text
     */
    public static CsvRows openFile(String file, Path path) throws IOException {
        if (Files.size(path) <= SheetReader.MAX_FILE_BYTES) {
            return openContent(file, Files.readAllBytes(path));
        }
        BufferedReader text = new BufferedReader(
                new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return new CsvRows(text, List.of());
    }

    /** Returns the problems of decoding the file. */
    public List<Problem> decodingProblems() {
        return problems;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public CsvRow next() {
        CsvRecord row = records.next();
        return new CsvRow(
                row.getStartingLineNumber() + linesBefore,
                row.getFields().stream().map(CellText::cleanText).toList(),
                !problems.isEmpty());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static String peekBeginning(BufferedReader in) throws IOException {
        in.mark(BEGINNING);
        char[] beginning = new char[BEGINNING];
        int length = 0;
        for (int read = 0; read >= 0 && length < BEGINNING; length += Math.max(read, 0)) {
            read = in.read(beginning, length, BEGINNING - length);
        }
        in.reset();
        return new String(beginning, 0, length);
    }

    /**
     * Returns the separator: the most frequent one in the first row that has any. Titles contain no separators, unlike
     * the lists in the rows below.
     */
    private static char detectSeparator(String beginning) {
        Matcher setting = SEPARATOR_LINE.matcher(beginning);
        if (setting.lookingAt()) {
            return setting.group(1).charAt(0);
        }
        Matcher first = FIRST_CELL.matcher(beginning);
        if (first.lookingAt()) {
            return first.group(1).charAt(0);
        }
        return QUOTED.matcher(beginning)
                .replaceAll("")
                .lines()
                .flatMap(line -> SEPARATORS.stream()
                        .max((one, other) -> Long.compare(countSign(line, one), countSign(line, other)))
                        .filter(separator -> countSign(line, separator) > 0)
                        .stream())
                .findFirst()
                .orElse(',');
    }

    private static long countSign(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
