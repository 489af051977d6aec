package support.entitlement.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Names;

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
public record FieldProblem(
        ProblemCode code,
        String pointer,
        @Nullable Object value,
        String detail,
        @Nullable String nearest,
        @Nullable List<String> known) {

    private static final int MAX_NAME_LENGTH = 200;

    public FieldProblem(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        this(code, pointer, value, detail, null, null);
    }

    static FieldProblem missingField(String pointer, Names known) {
        String detail = "“" + pointer.substring(pointer.lastIndexOf('/') + 1) + "” is required.";
        return new FieldProblem(ProblemCode.MISSING_FIELD, pointer, null, detail, null, known.all());
    }

    public static FieldProblem unknownName(ProblemCode code, String pointer, String name, Names known) {
        String nearest = nearestName(name, known);
        String hint = known.all().isEmpty() ? " No table names any." : nearestHint("known name", nearest);
        return new FieldProblem(
                code, pointer, Quote.of(name), "“" + Quote.of(name) + "” is not known." + hint, nearest, known.all());
    }

    /**
     * A name that is none of the fields or parameters.
     *
     * @param base the pointer to what holds it
     * @param kind what it should be the name of, in words
     */
    public static FieldProblem unknownField(String base, String name, Object value, String kind, Names known) {
        String nearest = nearestName(name, known);
        return new FieldProblem(
                ProblemCode.UNKNOWN_FIELD,
                Pointer.toMember(base, name),
                value,
                "There is no such " + kind + "." + nearestHint("one", nearest),
                nearest,
                known.all());
    }

    /** The same problem of a field that the caller knows by another pointer. */
    public FieldProblem atPointer(String otherPointer) {
        return new FieldProblem(code, otherPointer, value, detail, nearest, known);
    }

    /** The nearest name, unless what was sent is so long that it is no slip of the pen, and costly to compare. */
    private static @Nullable String nearestName(String name, Names known) {
        return name.length() > MAX_NAME_LENGTH ? null : known.findNearest(name).orElse(null);
    }

    private static String nearestHint(String what, @Nullable String nearest) {
        return nearest == null ? "" : " The nearest " + what + " is “" + nearest + "”.";
    }
}
