package support.entitlement.table.sheet;

import java.util.regex.Pattern;
import support.entitlement.text.NormalForm;

/** Detects and undoes the changes that editors and spreadsheet programs make to the text of cells. */
public final class CellText {

    private static final Pattern NO_TEXT = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F\\x7F\\uFFFD-\\uFFFF]|\\p{Cs}");
    /** The characters that result for é, ü, § and “ if their bytes in UTF-8 are read as Windows-1252. */
    private static final Pattern GARBLED = Pattern.compile(
            "\\u00C3[\\u00A1-\\u00BF\\u0152-\\u017E\\u0192\\u02C6\\u02DC\\u2013-\\u203A\\u20AC\\u2122]|\\u00C2[\\u00A1-\\u00BF]|\\u00E2\\u20AC");

    private static final Pattern SMART_QUOTES = Pattern.compile("[\\u201C\\u201D\\u201E\\u201F\\u00AB\\u00BB\\u2033]");
    private static final String MONTH =
            "(?:Jan|Feb|M[aä]r|Mrz|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-zä]{0,6}\\.?";
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}"
                    + "|\\d{1,2}[-. /]{1,2}" + MONTH + "(?:[-. /]{1,2}\\d{2,4})?|" + MONTH + "[-. /]{1,2}\\d{2,4}");
    private static final Pattern DATE_AND_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}.*");
    private static final Pattern SHORTENED = Pattern.compile("-?\\d(?:[.,]\\d+)?E\\+\\d+");

    /** Longer texts are rejected later in any case, so they are not cleaned. */
    static final int MAX_CLEANED_LENGTH = 4 * SheetLimits.MAX_TEXT_LENGTH;

    private CellText() {}

    /** Returns the text that a cell stands for, in normal form. */
    static String cleanText(String text) {
        if (text.length() > MAX_CLEANED_LENGTH) {
            return text;
        }
        return FormulaEscape.unescapeText(NormalForm.of(text));
    }

    /** Returns true if this contains characters that no text has; line ends are allowed. */
    public static boolean isNoText(String text) {
        return mayBeNoText(text) && NO_TEXT.matcher(text).find();
    }

    /** Returns true if letters of this text were read in a wrong encoding before. */
    static boolean isGarbled(String text) {
        return (text.indexOf('\u00C2') >= 0 || text.indexOf('\u00C3') >= 0 || text.indexOf('\u00E2') >= 0)
                && GARBLED.matcher(text).find();
    }

    /** Returns true if a text has a control character, half of a surrogate pair, or a character that is none. */
    private static boolean mayBeNoText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < ' ' && sign != '\n' && sign != '\r'
                    || sign == '\u007F'
                    || sign >= '\uFFFD'
                    || Character.isSurrogate(sign)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the template with straight quotes, which its grammar requires. */
    public static String straightenQuotes(String template) {
        return SMART_QUOTES.matcher(template).replaceAll("\"");
    }

    /**
     * Returns true if this has the form in which spreadsheet programs show dates; they also turn texts such as 1-2 into
     * dates without being asked.
     */
    public static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** Returns true if this begins with a date in ISO form and a time. */
    public static boolean isDateAndTime(String text) {
        return DATE_AND_TIME.matcher(text).matches();
    }

    /**
     * Returns true if this has the form in which spreadsheet programs show a long number, whose digits they drop
     * without being asked.
     */
    public static boolean isShortened(String text) {
        return SHORTENED.matcher(text).matches();
    }
}
