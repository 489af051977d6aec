package support.entitlement.web.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.release.PolicyStatus;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedProblem;
import support.entitlement.table.Table;
import support.entitlement.table.problem.TableProblemCode;

/**
 * The policy in force, and the problems of newer tables.
 *
 * @param inForce the policy in force, or null if none was ever valid
 * @param refused the newest tables if they were refused, else null
 * @param logAway since when the log of releases cannot be reached, and why; null if it can
 * @param memoryAway since when the files that the service keeps for itself cannot be written, and why; null if they can
 * @param logReadOnly since when nothing can be stored in the log of releases, and why; null if something can
 * @param logRewound since when the log of releases lacks releases that this service knew, which, and what that means; null if it has all
 * @param unwell threads of the service that are stalled or failing, so that changes may go unnoticed; usually empty
 */
record PolicyResponse(
        @Nullable InForce inForce,
        @Nullable Refused refused,
        PolicyStatus.@Nullable LogAway logAway,
        PolicyStatus.@Nullable MemoryAway memoryAway,
        PolicyStatus.@Nullable LogReadOnly logReadOnly,
        PolicyStatus.@Nullable LogRewound logRewound,
        List<HeartbeatStatus> unwell) {

    private static final String RULES = "rules";
    private static final String HIDDEN = "Callers with a token are told more.";

    /**
     * The policy in force: its tables in the order of evaluation, their warnings, the last changes, and how far its
     * impact is known.
     */
    record InForce(
            String revision,
            @Nullable Long release,
            Instant since,
            List<TableName> tables,
            List<ReportedProblem> problems,
            List<ReportedProblem> changes,
            ImpactState impactState) {

        static InForce of(PolicyStatus.InForce inForce) {
            return new InForce(
                    inForce.policy().revision(),
                    inForce.release() == null ? null : inForce.release().id(),
                    inForce.since(),
                    inForce.policy().tables().stream().map(Table::tableName).toList(),
                    ReportedProblem.of(inForce.problems()),
                    ReportedProblem.of(inForce.changes()),
                    inForce.impact());
        }

        InForce withoutPersons() {
            return new InForce(
                    revision,
                    release,
                    since,
                    tables,
                    ReportedProblem.withoutAuthors(problems.stream()
                            .filter(problem -> !problem.code().equals(TableProblemCode.NAME_IN_CONTRACTS.toString()))
                            .toList()),
                    ReportedProblem.withoutAuthors(changes),
                    impactState);
        }
    }

    /** Tables that were refused and change no answer, with all their problems. */
    record Refused(Instant at, List<ReportedProblem> problems) {

        static Refused of(PolicyStatus.Refused refused) {
            return new Refused(refused.at(), ReportedProblem.of(refused.problems()));
        }

        Refused withoutCells() {
            return new Refused(
                    at, problems.stream().map(PolicyResponse::withoutCell).toList());
        }
    }

    /**
     * Returns the part that callers without a token see: of refused tables the codes of their problems alone, and neither names that
     * contracts use, nor who has accepted warnings, nor the reasons of failures, which may name files.
     */
    PolicyResponse forStrangers() {
        return new PolicyResponse(
                inForce == null ? null : inForce.withoutPersons(),
                refused == null ? null : refused.withoutCells(),
                logAway,
                memoryAway == null ? null : new PolicyStatus.MemoryAway(memoryAway.since(), HIDDEN),
                logReadOnly,
                logRewound,
                unwell.stream().map(PolicyResponse::withoutReason).toList());
    }

    private static HeartbeatStatus withoutReason(HeartbeatStatus thread) {
        return new HeartbeatStatus(
                thread.thread(),
                thread.state(),
                thread.silentForSeconds(),
                null,
                thread.failure() == null ? null : HIDDEN,
                thread.startedAgain());
    }

    private static ReportedProblem withoutCell(ReportedProblem problem) {
        return new ReportedProblem(
                problem.severity(), problem.code(), RULES, null, null, null, HIDDEN, null, null, null, null);
    }

    static PolicyResponse of(PolicyStatus status, List<HeartbeatStatus> unwell) {
        return new PolicyResponse(
                Optional.ofNullable(status.inForce()).map(InForce::of).orElse(null),
                Optional.ofNullable(status.refused()).map(Refused::of).orElse(null),
                status.logAway(),
                status.memoryAway(),
                status.logReadOnly(),
                status.logRewound(),
                unwell);
    }
}
