package support.entitlement.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.MultiValueMap;
import support.entitlement.text.Names;

/** Reads the query parameters of an address. They are named and checked like the fields of a body. */
public final class QueryParameters {

    /** The number of entries on a page if the request does not set it. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    /** The maximal number of entries on a page. */
    public static final int MAX_PAGE_SIZE = 1_000;

    private static final int MAX_QUOTED_VALUES = 10;

    private QueryParameters() {}

    /** Checks parameters before their values are read: each must be known and sent once. */
    public static List<FieldProblem> errorsIn(MultiValueMap<String, String> sent, Names known) {
        return errorsIn(sent, known, name -> false);
    }

    /**
     * Checks parameters where callers may send further ones.
     *
     * @param further whether a name that is not among the known ones may be sent
     */
    public static List<FieldProblem> errorsIn(
            MultiValueMap<String, String> sent, Names known, Predicate<String> further) {
        List<FieldProblem> errors = new ArrayList<>(0);
        sent.forEach((name, values) -> {
            if (!known.all().contains(name) && !further.test(name)) {
                errors.add(FieldProblem.unknownField("", name, Quote.of(values.get(0)), "parameter", known));
            } else if (values.size() > 1) {
                List<String> quoted =
                        values.stream().limit(MAX_QUOTED_VALUES).map(Quote::of).toList();
                errors.add(new FieldProblem(
                        ProblemCode.MALFORMED_REQUEST,
                        Pointer.toMember("", name),
                        quoted,
                        "A parameter may be sent only once."));
            }
        });
        return errors;
    }

    /**
     * Reads a parameter as a whole number of at least 1. Returns the usual number if it is absent, or if it is wrong,
     * and then adds an error.
     */
    public static long readNumber(
            MultiValueMap<String, String> sent, String name, long usual, long most, List<FieldProblem> errors) {
        String text = sent.getFirst(name);
        if (text == null) {
            return usual;
        }
        if (text.matches("\\d{1,18}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        errors.add(new FieldProblem(
                ProblemCode.WRONG_TYPE,
                "/" + name,
                Quote.of(text),
                "This must be a whole number from 1" + (most == Long.MAX_VALUE ? "." : " to " + most + ".")));
        return usual;
    }
}
