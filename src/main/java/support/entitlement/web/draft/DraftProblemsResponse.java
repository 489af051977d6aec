package support.entitlement.web.draft;

import java.util.List;
import support.entitlement.report.ReportedProblem;

/**
 * The problems of the tables of a draft, without those of scenarios and of publishing.
 *
 * @param version the version of the draft
 * @param sound whether the tables can be compiled
 */
record DraftProblemsResponse(long version, boolean sound, List<ReportedProblem> problems) {}
