package support.entitlement.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads files into sheets. What is wrong with a file is among the problems, never an exception. */
public final class SheetReader {

    private SheetReader() {}

    /** Whether a file of this name may hold tables. */
    public static boolean reads(String file) {
        return file.endsWith(".csv");
    }

    /**
     * Reads a file.
     *
     * @param file the file's name, for messages
     * @param content all its bytes
     */
    public static Sheets read(String file, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new Sheets(
                    List.of(CsvSheets.read(file, text.startsWith("\uFEFF") ? text.substring(1) : text)), List.of());
        } catch (CharacterCodingException e) {
            return new Sheets(
                    List.of(),
                    List.of(Problem.error(
                            "unreadable-file", Place.ofFile(file), "", "The file is not UTF-8.", "Save it as UTF-8.")));
        } catch (TableException e) {
            return new Sheets(List.of(), e.problems());
        }
    }
}
