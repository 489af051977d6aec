package support.entitlement.web.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.report.ReportedProblem;
import support.entitlement.web.release.TableDifference;

/**
 * The differences of a draft from the release that it is based on.
 *
 * @param version the version of the draft
 * @param against the number of that release; 0 if there is none
 * @param changes the differences in sentences; empty if the tables have errors
 * @param tables the same differences table by table, row by row, of the tables that can be read; null if they could not be found in
 *     time
 */
record DraftDifference(
        long version,
        long against,
        List<ReportedProblem> changes,
        @Nullable List<TableDifference> tables) {}
