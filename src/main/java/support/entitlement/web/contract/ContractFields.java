package support.entitlement.web.contract;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.UnreadableTimeException;
import support.entitlement.text.DateText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/** Reads the fields that a contract and its terms have in common, and reports wrong ones. Single use, with its {@link FieldReader}. */
final class ContractFields {

    private static final int MAX_TEXT_LENGTH = 1_000;
    private static final int FIRST_YEAR = 1900;

    private final FieldReader fields;

    ContractFields(FieldReader fields) {
        this.fields = fields;
    }

    /** Reads a day; returns null if it is absent or wrong. */
    @Nullable
    LocalDate readDay(@Nullable JsonNode node, String pointer) {
        String text = readText(node, pointer);
        if (text == null) {
            return null;
        }
        String why = "";
        try {
            LocalDate day = DateText.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= FieldReader.LAST_YEAR) {
                return day;
            }
        } catch (IllegalArgumentException e) {
            why = e.getMessage() + " ";
        }
        fields.addProblem(
                ProblemCode.BAD_DATE,
                pointer,
                Quote.of(text),
                why + "This must be a day such as 2026-03-06, from " + FIRST_YEAR + " to " + FieldReader.LAST_YEAR
                        + ".");
        return null;
    }

    /** Reports a last day that comes before the first. */
    void refuseBackwards(@Nullable LocalDate from, @Nullable LocalDate until, String base) {
        if (from != null && until != null && until.isBefore(from)) {
            fields.addProblem(
                    ProblemCode.BAD_DATE,
                    base + "/validUntil",
                    until.toString(),
                    "The last day comes before the first one, " + from + ".");
        }
    }

    /** Reads a text in a form that tables use, too; returns null if it is absent or wrong. */
    @Nullable
    String readForm(@Nullable JsonNode node, String pointer, String forms, Consumer<String> parser) {
        String text = readText(node, pointer);
        if (text == null) {
            return null;
        }
        try {
            parser.accept(text);
            return text;
        } catch (IllegalArgumentException e) {
            fields.addProblem(
                    ProblemCode.BAD_TERM,
                    pointer,
                    Quote.of(text),
                    "This must be " + forms
                            + (e instanceof UnreadableTimeException ? "; " + e.getMessage() + "." : "."));
            return null;
        }
    }

    /** Reads an object with known fields, or with any if {@code known} is null; returns null if it is absent or wrong. */
    @Nullable
    JsonNode readObject(JsonNode holder, String field, String pointer, @Nullable Names known) {
        JsonNode node = holder.get(field);
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.isObject()) {
            fields.addWrongType(pointer + "/" + field, node, "an object");
            return null;
        }
        if (known != null) {
            fields.refuseUnknown(node, pointer + "/" + field, known);
        }
        return node;
    }

    /** Reads a text that is not blank, stripped; returns null if it is absent or wrong. */
    @Nullable
    String readText(@Nullable JsonNode node, String pointer) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        String text = node.isString() ? NormalForm.of(node.stringValue()) : "";
        if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
            fields.addWrongType(pointer, node, "a text of 1 to " + MAX_TEXT_LENGTH + " characters");
            return null;
        }
        return text;
    }
}
