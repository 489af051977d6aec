package support.entitlement.web.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.ProblemCode;
import tools.jackson.databind.JsonNode;

/**
 * A contract as it stands in a file of many.
 *
 * @param line where it begins, the first line being 1
 * @param contract the contract in JSON; null if it cannot be read
 * @param problems what is wrong with its form
 * @param place where the file says what a JSON pointer into the contract names
 */
public record ContractLine(
        long line, @Nullable JsonNode contract, List<LineProblem> problems, UnaryOperator<LineProblem> place) {

    /**
     * What is wrong in a line.
     *
     * @param line the line, the first one being 1
     * @param customer whose contract it is, as far as it can be told
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

    /** A line that says nothing that could be understood. */
    static ContractLine unreadableLine(long line, @Nullable String column, ProblemCode code, String detail) {
        return new ContractLine(
                line,
                null,
                List.of(new LineProblem(line, null, column, null, code, null, detail)),
                UnaryOperator.identity());
    }
}
