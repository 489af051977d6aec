package support.entitlement.table.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Detects the encoding of a text file: UTF-8 or UTF-16 by its byte order mark, UTF-8 by its form, else that of older
 * spreadsheet programs.
 */
final class CsvDecoder {

    private static final Charset OLDER_SPREADSHEETS = Charset.forName("windows-1252");

    /** The form of letters beyond ASCII in UTF-8; in any other encoding it would be an odd end of a word. */
    private static final Pattern LETTER_IN_UTF_8 =
            Pattern.compile("[\\u00C2-\\u00DF][\\u0080-\\u00BF]|[\\u00E0-\\u00EF][\\u0080-\\u00BF]{2}");

    private CsvDecoder() {}

    /** The text of a file, and the problems of decoding it. */
    record DecodedText(String text, List<Problem> problems) {}

    /**
     * Decodes a file.
     *
     * @throws TableException if it is not a text
     */
    static DecodedText decodeText(String file, byte[] content) {
        if (startsWith(content, 'P', 'K') || startsWith(content, 0xD0, 0xCF)) {
            throw SheetReader.unreadableFile(
                    file, "The file is a workbook, despite its name.", "Save it as “CSV UTF-8”, or as .xlsx.");
        }
        Charset marked = startsWith(content, 0xFF, 0xFE)
                ? StandardCharsets.UTF_16LE
                : startsWith(content, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        Optional<String> text = decodeStrictly(content, marked);
        if (text.isPresent()) {
            String decoded = text.get();
            return new DecodedText(
                    requireText(file, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded), List.of());
        }
        if (LETTER_IN_UTF_8
                .matcher(new String(content, StandardCharsets.ISO_8859_1))
                .find()) {
            throw SheetReader.unreadableFile(
                    file,
                    "The file is UTF-8, but some of its letters are broken.",
                    "Take the last good version, and save it as UTF-8.");
        }
        return new DecodedText(
                requireText(file, new String(content, OLDER_SPREADSHEETS)),
                List.of(Problem.warning(
                        TableProblemCode.NOT_UTF_8,
                        Place.ofFile(file),
                        "",
                        "The file is not UTF-8; it is read as Windows-1252, which older spreadsheets write.",
                        "Check letters such as é and ü, and save it as “CSV UTF-8”.")));
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length > 1 && (content[0] & 0xFF) == first && (content[1] & 0xFF) == second;
    }

    private static Optional<String> decodeStrictly(byte[] content, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String requireText(String file, String text) {
        if (CellText.isNoText(text)) {
            throw SheetReader.unreadableFile(
                    file,
                    "The file contains control characters or other characters that are not text.",
                    "Save it as “CSV UTF-8”, or as .xlsx.");
        }
        return text;
    }
}
