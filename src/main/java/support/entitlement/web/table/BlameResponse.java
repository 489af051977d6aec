package support.entitlement.web.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.table.Column;
import support.entitlement.table.Table;

/**
 * The releases that wrote the cells of a table as they are.
 *
 * @param columns the titles of the columns
 * @param releases the releases that the cells name, the oldest first
 */
record BlameResponse(
        String table, String file, List<String> columns, List<BlamedRow> rows, List<WritingRelease> releases) {

    /**
     * A row.
     *
     * @param release the latest release that wrote one of its cells; null if it is not known
     * @param cells for each column the release that wrote the cell, or emptied it; null if it is not known
     */
    record BlamedRow(int row, @Nullable Long release, List<@Nullable Long> cells) {

        static BlamedRow of(int row, List<Long> origins) {
            long latest = origins.stream().mapToLong(Long::longValue).max().orElse(0);
            List<@Nullable Long> cells = new ArrayList<>();
            origins.forEach(origin -> cells.add(origin == 0 ? null : origin));
            return new BlamedRow(row, latest == 0 ? null : latest, cells);
        }
    }

    /** A release that wrote cells. Its author and comment are null for callers without access to authors. */
    record WritingRelease(
            long id, @Nullable String author, @Nullable String comment, Instant created, Instant effectiveFrom) {

        static WritingRelease of(Release release, boolean withAuthor) {
            return new WritingRelease(
                    release.id(),
                    withAuthor ? release.author() : null,
                    withAuthor ? release.comment() : null,
                    release.created(),
                    release.effectiveFrom());
        }
    }

    static BlameResponse of(Table table, List<List<Long>> origins, List<WritingRelease> releases) {
        List<BlamedRow> rows = new ArrayList<>();
        for (int row = 0; row < origins.size(); row++) {
            rows.add(BlamedRow.of(table.rows().get(row).matched().row(), origins.get(row)));
        }
        return new BlameResponse(
                table.name(),
                table.fileName(),
                table.columns().stream().map(Column::title).toList(),
                rows,
                releases);
    }
}
