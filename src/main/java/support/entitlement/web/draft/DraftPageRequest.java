package support.entitlement.web.draft;

import java.util.List;
import org.springframework.util.MultiValueMap;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;

/**
 * The page of the list of drafts that a caller asks for.
 *
 * @param before the number below which those of its drafts are
 * @param openOnly true if only drafts that can be changed are listed
 * @param limit the maximal number of drafts
 */
record DraftPageRequest(long before, boolean openOnly, int limit) {

    private static final Names PARAMETERS = new Names(List.of("state", "before", "limit"));

    /**
     * Reads the parameters of an address.
     *
     * @throws ProblemException if a parameter is wrong or unknown
     */
    static DraftPageRequest readPage(MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, PARAMETERS);
        long before = QueryParameters.readNumber(parameters, "before", 0, Long.MAX_VALUE, errors);
        int limit = (int) QueryParameters.readNumber(
                parameters, "limit", QueryParameters.DEFAULT_PAGE_SIZE, QueryParameters.MAX_PAGE_SIZE, errors);
        String state = parameters.getOrDefault("state", List.of("open")).get(0);
        if (!state.equals("open") && !state.equals("all")) {
            errors.add(
                    new FieldProblem(ProblemCode.WRONG_TYPE, "/state", Quote.of(state), "This must be open or all."));
        }
        ProblemException.throwIfAny(errors);
        return new DraftPageRequest(before == 0 ? Long.MAX_VALUE : before, state.equals("open"), limit);
    }
}
