package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Names;

/**
 * What is wrong with one field of a request.
 *
 * @param code the sort of problem
 * @param pointer the field, as a JSON pointer into the body, or the name of a query parameter after a slash
 * @param value what was sent
 * @param detail what is wrong and what would be right
 * @param nearest the known name that is most like the one sent
 * @param known all known names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FieldProblem(
        ProblemCode code,
        String pointer,
        @Nullable Object value,
        String detail,
        @Nullable String nearest,
        @Nullable List<String> known) {

    private static final int LONGEST_NAME = 200;

    FieldProblem(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        this(code, pointer, value, detail, null, null);
    }

    static FieldProblem missing(String pointer, Names known) {
        String detail = "“" + pointer.substring(pointer.lastIndexOf('/') + 1) + "” is required.";
        return new FieldProblem(ProblemCode.MISSING_FIELD, pointer, null, detail, null, known.all());
    }

    static FieldProblem unknown(ProblemCode code, String pointer, String name, Names known) {
        String nearest = nearest(name, known);
        String hint = known.all().isEmpty() ? " No table names any." : hint("known name", nearest);
        return new FieldProblem(
                code, pointer, Quote.of(name), "“" + Quote.of(name) + "” is not known." + hint, nearest, known.all());
    }

    /**
     * A name that is none of the fields or parameters.
     *
     * @param base the pointer to what holds it
     * @param kind what it should be the name of, in words
     */
    static FieldProblem unknownField(String base, String name, Object value, String kind, Names known) {
        String nearest = nearest(name, known);
        return new FieldProblem(
                ProblemCode.UNKNOWN_FIELD,
                Pointer.to(base, name),
                value,
                "There is no such " + kind + "." + hint("one", nearest),
                nearest,
                known.all());
    }

    /** The same problem of a field that the caller knows by another pointer. */
    FieldProblem at(String otherPointer) {
        return new FieldProblem(code, otherPointer, value, detail, nearest, known);
    }

    /** The nearest name, unless what was sent is so long that it is no slip of the pen, and costly to compare. */
    private static @Nullable String nearest(String name, Names known) {
        return name.length() > LONGEST_NAME ? null : known.nearest(name).orElse(null);
    }

    private static String hint(String what, @Nullable String nearest) {
        return nearest == null ? "" : " The nearest " + what + " is “" + nearest + "”.";
    }
}
