package support.entitlement.table;

import java.util.regex.Pattern;

/** What editors and spreadsheets do to the text of cells, and how it is undone. */
final class CellText {

    private static final Pattern BLANKS = Pattern.compile("[\\u00A0\\u2007\\u202F]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B\\u2060\\uFEFF\\u00AD]");
    private static final Pattern LINE_ENDS =
            Pattern.compile("[ \\t]*(?:\\r\\n|[\\r\\n\\u2028\\u2029\\u0085\\u000B\\f])[ \\t]*");
    private static final Pattern SMART_QUOTES = Pattern.compile("[\\u201C\\u201D\\u201E\\u201F\\u00AB\\u00BB\\u2033]");
    private static final String MONTH =
            "(?:Jan|Feb|M[aä]r|Mrz|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-zä]{0,6}\\.?";
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}"
                    + "|\\d{1,2}[-. /]{1,2}" + MONTH + "(?:[-. /]{1,2}\\d{2,4})?|" + MONTH + "[-. /]{1,2}\\d{2,4}");
    private static final Pattern SHORTENED = Pattern.compile("\\d(?:[.,]\\d+)?E\\+\\d+");

    private CellText() {}

    /** Without invisible signs, with plain blanks only, and with line ends of one kind: what a reader of the cell sees. */
    static String clean(String text) {
        String plain = INVISIBLE.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        return LINE_ENDS.matcher(plain).replaceAll("\n").strip();
    }

    /** With straight quotes, as a template needs them. */
    static String straight(String template) {
        return SMART_QUOTES.matcher(template).replaceAll("\"");
    }

    /** Whether this is how spreadsheets show dates, which they make of texts such as 1-2 unasked. */
    static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** Whether this is how spreadsheets show a long number, which they shorten unasked. */
    static boolean isShortened(String text) {
        return SHORTENED.matcher(text).matches();
    }
}
