package support.entitlement.web.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.ProblemCode;
import tools.jackson.databind.JsonNode;

/**
 * A contract in a file of many.
 *
 * @param line the number of its first line, from 1
 * @param contract the contract in JSON; null if it cannot be read
 * @param problems the errors in its form
 * @param place converts a problem at a JSON pointer of the contract into one at a place in the file
 */
public record ContractLine(
        long line, @Nullable JsonNode contract, List<LineProblem> problems, UnaryOperator<LineProblem> place) {

    /**
     * A problem in a line.
     *
     * @param line the number of the line, from 1
     * @param customer the contract's customer, if known
     * @param column the column of a table; absent in lines of JSON
     * @param pointer the field of the contract, as a JSON pointer; absent in a table
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineProblem(
            long line,
            @Nullable String customer,
            @Nullable String column,
            @Nullable String pointer,
            ProblemCode code,
            @Nullable Object value,
            String detail) {}

    /** Returns a line that cannot be read. */
    static ContractLine unreadableLine(long line, @Nullable String column, ProblemCode code, String detail) {
        return new ContractLine(
                line,
                null,
                List.of(new LineProblem(line, null, column, null, code, null, detail)),
                UnaryOperator.identity());
    }
}
