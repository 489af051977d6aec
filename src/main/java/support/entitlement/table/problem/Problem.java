package support.entitlement.table.problem;

import java.util.Collection;

/**
 * Something about the tables that an analyst must or should know.
 *
 * @param severity how much it matters
 * @param type the sort of the problem
 * @param place the cell, or the sheet or file if it is not one cell
 * @param value the text that is wrong, as it stands there; empty if something is missing
 * @param message what is wrong, as a sentence
 * @param remedy what would be right, as a sentence; empty if nothing needs to be done
 */
public record Problem(
        Severity severity, TableProblemCode type, Place place, String value, String message, String remedy) {

    private static final int MAX_VALUE_LENGTH = 200;
    private static final int MAX_SENTENCE_LENGTH = 2_000;

    /** Keeps the beginning of what is too long to read: names in sentences may be as long as cells are. */
    public Problem {
        value = shortenText(value, MAX_VALUE_LENGTH);
        message = shortenText(message, MAX_SENTENCE_LENGTH);
        remedy = shortenText(remedy, MAX_SENTENCE_LENGTH);
    }

    private static String shortenText(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    /** A problem for which tables are refused. */
    public static Problem error(TableProblemCode code, Place place, String value, String message, String remedy) {
        return new Problem(Severity.ERROR, code, place, value, message, remedy);
    }

    /** A problem that tables may have. */
    public static Problem warning(TableProblemCode code, Place place, String value, String message, String remedy) {
        return new Problem(Severity.WARNING, code, place, value, message, remedy);
    }

    /** Something to know. */
    public static Problem info(TableProblemCode code, Place place, String value, String message) {
        return new Problem(Severity.INFO, code, place, value, message, "");
    }

    /** The code of the sort, stable, for programs. */
    public String code() {
        return type.toString();
    }

    /** Whether tables are refused for one of these. */
    public static boolean hasErrors(Collection<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity == Severity.ERROR);
    }

    /** What is wrong and what would be right, in one text. */
    public String fullText() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }

    @Override
    public String toString() {
        return place + (value.isEmpty() ? "" : " “" + value + "”") + ": " + fullText();
    }
}
