package support.entitlement.table.problem;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;

/**
 * A problem of the tables that an analyst must or should know.
 *
 * @param severity the severity
 * @param type the kind of problem
 * @param place the cell, or the sheet or file if it concerns more than one cell
 * @param value the wrong text, as it is written; empty if something is missing
 * @param message the fault, as a sentence
 * @param remedy the correction, as a sentence; empty if none is needed
 * @param counterparts the other parts of the tables that it is about
 * @param query a query that shows the problem, since the rows that it is about all match it, or no row does; null if there is none
 * @param key the identity of an error or a warning that is about a table; null if it is about none, or is not determined
 * @param acceptance the entry by which the warning is accepted; null if it is not
 */
public record Problem(
        Severity severity,
        TableProblemCode type,
        Place place,
        String value,
        String message,
        String remedy,
        List<Counterpart> counterparts,
        @Nullable Query query,
        @Nullable WarningKey key,
        @Nullable Acceptance acceptance) {

    private static final int MAX_VALUE_LENGTH = 200;
    private static final int MAX_SENTENCE_LENGTH = 2_000;

    /** Copies the list, and shortens texts that are too long to read: names in sentences may be as long as cells are. */
    public Problem {
        value = shortenText(value, MAX_VALUE_LENGTH);
        message = shortenText(message, MAX_SENTENCE_LENGTH);
        remedy = shortenText(remedy, MAX_SENTENCE_LENGTH);
        counterparts = List.copyOf(counterparts);
    }

    private static String shortenText(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    /** Creates a problem for which tables are rejected. */
    public static Problem error(TableProblemCode code, Place place, String value, String message, String remedy) {
        return new Problem(Severity.ERROR, code, place, value, message, remedy, List.of(), null, null, null);
    }

    /** Creates a problem that does not prevent the use of the tables. */
    public static Problem warning(TableProblemCode code, Place place, String value, String message, String remedy) {
        return new Problem(Severity.WARNING, code, place, value, message, remedy, List.of(), null, null, null);
    }

    /** Creates a notice that needs no correction. */
    public static Problem info(TableProblemCode code, Place place, String value, String message) {
        return new Problem(Severity.INFO, code, place, value, message, "", List.of(), null, null, null);
    }

    /** Returns this problem with the other parts of the tables that it is about. */
    public Problem withCounterparts(List<Counterpart> others) {
        return new Problem(severity, type, place, value, message, remedy, others, query, key, acceptance);
    }

    /** Returns this problem with a query that shows it. */
    public Problem withQuery(@Nullable Query showing) {
        return new Problem(severity, type, place, value, message, remedy, counterparts, showing, key, acceptance);
    }

    /** Returns this problem with its identity. */
    public Problem withKey(WarningKey identity) {
        return new Problem(severity, type, place, value, message, remedy, counterparts, query, identity, acceptance);
    }

    /** Returns this warning as accepted. */
    public Problem acceptedBy(Acceptance entry) {
        return new Problem(severity, type, place, value, message, remedy, counterparts, query, key, entry);
    }

    /** Returns true if it is a warning that nobody has accepted. */
    public boolean isOpenWarning() {
        return severity == Severity.WARNING && acceptance == null;
    }

    /** The stable code of the kind of problem, for programs. */
    public String code() {
        return type.toString();
    }

    /** Returns true if one of these is an error, for which tables are rejected. */
    public static boolean hasErrors(Collection<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity == Severity.ERROR);
    }

    /** Returns the message and the remedy in one text. */
    public String fullText() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }

    @Override
    public String toString() {
        return place + (value.isEmpty() ? "" : " “" + value + "”") + ": " + fullText();
    }
}
