package support.entitlement.table.sheet;

import java.util.regex.Pattern;

/**
 * Escapes texts of cells so that spreadsheet programs show them and do not run them. A text that begins like a formula
 * is written with an apostrophe before it, which spreadsheet programs read as the mark of a text, and is read without
 * it. Stateless and thread-safe.
 */
public final class FormulaEscape {

    private static final String FORMULA = "[=+@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20-]";
    private static final Pattern RUNS = Pattern.compile("^'*" + FORMULA, Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("^'+" + FORMULA, Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-(?:0|[1-9]\\d{0,14})(?:\\.\\d{1,15})?");

    private FormulaEscape() {}

    /** Returns the text of a CSV cell that shows this text; {@link #unescapeText} undoes it. */
    public static String escapeText(String text) {
        return RUNS.matcher(text).lookingAt() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /**
     * Returns the text of a workbook cell of type text; it escapes only the texts that {@link #unescapeText} would
     * change.
     */
    public static String escapeTypedText(String text) {
        return MARKED.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** Returns the text that a cell stands for. */
    static String unescapeText(String cell) {
        return MARKED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
