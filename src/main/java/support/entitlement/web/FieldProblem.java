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

    FieldProblem(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        this(code, pointer, value, detail, null, null);
    }

    static FieldProblem missing(String pointer, Names known) {
        String detail = "“" + pointer.substring(pointer.lastIndexOf('/') + 1) + "” is required.";
        return new FieldProblem(ProblemCode.MISSING_FIELD, pointer, null, detail, null, known.all());
    }

    static FieldProblem unknown(ProblemCode code, String pointer, String name, Names known) {
        String nearest = known.nearest(name).orElse(null);
        String hint = nearest == null ? "No table names any." : "The nearest known name is “" + nearest + "”.";
        return new FieldProblem(code, pointer, name, "“" + name + "” is not known. " + hint, nearest, known.all());
    }
}
