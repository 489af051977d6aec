package support.entitlement.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Names;
import tools.jackson.core.JsonPointer;

/**
 * A problem in one field of a request.
 *
 * @param code the kind of problem
 * @param pointer the field, as a JSON pointer into the body, or the name of a query parameter after a slash
 * @param value the value that was sent; an object or array is only hinted at; absent if none, or null, was sent
 * @param detail the error, and what would be right
 * @param nearest the known name most similar to the one sent
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
        String detail = "“" + JsonPointer.compile(pointer).last().getMatchingProperty() + "” is required.";
        return new FieldProblem(ProblemCode.MISSING_FIELD, pointer, null, detail, null, known.all());
    }

    public static FieldProblem unknownName(ProblemCode code, String pointer, String name, Names known) {
        String nearest = nearestName(name, known);
        String hint = known.all().isEmpty() ? " No table names any." : nearestHint("known name", nearest);
        return new FieldProblem(
                code, pointer, Quote.of(name), "“" + Quote.of(name) + "” is not known." + hint, nearest, known.all());
    }

    /**
     * Returns the problem of a name that is no field or parameter.
     *
     * @param base the pointer to the object that contains it
     * @param kind what the name should denote, for the message
     */
    public static FieldProblem unknownField(
            String base, String name, @Nullable Object value, String kind, Names known) {
        String nearest = nearestName(name, known);
        return new FieldProblem(
                ProblemCode.UNKNOWN_FIELD,
                Pointer.toMember(base, name),
                value,
                "There is no such " + kind + "." + nearestHint("one", nearest),
                nearest,
                known.all());
    }

    /** Returns the same problem with another pointer, by which the caller knows the field. */
    public FieldProblem atPointer(String otherPointer) {
        return new FieldProblem(code, otherPointer, value, detail, nearest, known);
    }

    /**
     * Finds the nearest name; null if the name sent is so long that it is no typing error, and expensive to compare.
     */
    private static @Nullable String nearestName(String name, Names known) {
        return name.length() > MAX_NAME_LENGTH ? null : known.findNearest(name).orElse(null);
    }

    private static String nearestHint(String what, @Nullable String nearest) {
        return nearest == null ? "" : " The nearest " + what + " is “" + nearest + "”.";
    }
}
