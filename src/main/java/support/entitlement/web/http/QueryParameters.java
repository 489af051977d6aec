package support.entitlement.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.MultiValueMap;
import support.entitlement.text.Names;

/** The parameters of an address, which are named and checked as the fields of a body are. */
public final class QueryParameters {

    /** How many entries of a list are shown if nobody says how many. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    /** How many may be asked for. */
    public static final int MAX_PAGE_SIZE = 1_000;

    private static final int MAX_QUOTED_VALUES = 10;

    private QueryParameters() {}

    /** What is wrong with parameters before their values are looked at: each must be known, and sent once. */
    public static List<FieldProblem> errorsIn(MultiValueMap<String, String> sent, Names known) {
        return errorsIn(sent, known, name -> false);
    }

    /**
     * The same where callers may name further parameters.
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

    /** A whole number from 1 that a parameter has; the usual one if it is not sent, or wrong, which is then added to the errors. */
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
