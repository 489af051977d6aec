package support.entitlement.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.MultiValueMap;
import support.entitlement.table.Names;

/** The parameters of an address, which are named and checked as the fields of a body are. */
final class Parameters {

    private static final int MOST_QUOTED = 10;

    private Parameters() {}

    /** What is wrong with parameters before their values are looked at: each must be known, and sent once. */
    static List<FieldProblem> errorsIn(MultiValueMap<String, String> sent, Names known) {
        return errorsIn(sent, known, name -> false);
    }

    /**
     * The same where callers may name further parameters.
     *
     * @param further whether a name that is not among the known ones may be sent
     */
    static List<FieldProblem> errorsIn(MultiValueMap<String, String> sent, Names known, Predicate<String> further) {
        List<FieldProblem> errors = new ArrayList<>(0);
        sent.forEach((name, values) -> {
            if (!known.all().contains(name) && !further.test(name)) {
                errors.add(FieldProblem.unknownField("", name, Quote.of(values.get(0)), "parameter", known));
            } else if (values.size() > 1) {
                List<String> quoted =
                        values.stream().limit(MOST_QUOTED).map(Quote::of).toList();
                errors.add(new FieldProblem(
                        ProblemCode.MALFORMED_REQUEST,
                        Pointer.to("", name),
                        quoted,
                        "A parameter may be sent only once."));
            }
        });
        return errors;
    }
}
