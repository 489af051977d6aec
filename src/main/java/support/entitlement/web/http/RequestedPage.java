package support.entitlement.web.http;

import java.util.List;
import org.springframework.util.MultiValueMap;
import support.entitlement.text.Names;

/**
 * The page of a list that a caller asks for.
 *
 * @param start the number before or after which the page begins
 * @param limit the maximal number of entries
 */
public record RequestedPage(long start, int limit) {

    private static final String LIMIT = "limit";

    /**
     * Reads the only parameters of an address, of which both may be absent.
     *
     * @param name the parameter where the page begins
     * @param first where the first page begins
     * @throws ProblemException if a parameter is wrong or unknown
     */
    public static RequestedPage readPage(MultiValueMap<String, String> parameters, String name, long first) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, new Names(List.of(name, LIMIT)));
        long start = QueryParameters.readNumber(parameters, name, first, Long.MAX_VALUE, errors);
        int limit = (int) QueryParameters.readNumber(
                parameters, LIMIT, QueryParameters.DEFAULT_PAGE_SIZE, QueryParameters.MAX_PAGE_SIZE, errors);
        ProblemException.throwIfAny(errors);
        return new RequestedPage(start, limit);
    }
}
