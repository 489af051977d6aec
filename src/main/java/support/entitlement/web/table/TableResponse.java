package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.KnownNames;
import support.entitlement.policy.Policy;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.table.TableHeader;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * A table with its cells as they are written.
 *
 * @param fact the fact that its conditions match, as the header names it
 * @param header the rows above the first row of data, as they stand in the file
 */
record TableResponse(
        String table,
        String file,
        @Nullable String sheet,
        @Schema(implementation = HitPolicy.class) String hitPolicy,
        String fact,
        List<HeaderRowResponse> header,
        List<ColumnResponse> columns,
        List<RowResponse> rows,
        EvaluationResponse.PolicyReference policy) {

    /** A row of a header: its number in the file, and its cells from the leftmost column of the file. */
    record HeaderRowResponse(int row, List<String> cells) {}

    static TableResponse of(Table table, Policy policy) {
        KnownNames known = KnownNames.of(policy);
        return new TableResponse(
                table.name(),
                table.fileName(),
                table.sheet().sheet(),
                table.hitPolicy().toString(),
                table.fact().factClass().getSimpleName(),
                headerRows(table.header()),
                table.columns().stream()
                        .map(column -> ColumnResponse.of(table, column, known))
                        .toList(),
                table.rows().stream().map(row -> RowResponse.of(table, row)).toList(),
                EvaluationResponse.PolicyReference.of(policy));
    }

    private static List<HeaderRowResponse> headerRows(TableHeader header) {
        return IntStream.range(0, header.rows().size())
                .mapToObj(row -> new HeaderRowResponse(
                        header.firstRow() + row, header.rows().get(row)))
                .toList();
    }
}
