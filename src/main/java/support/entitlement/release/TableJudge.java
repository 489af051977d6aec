package support.entitlement.release;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Budget;

/**
 * Judges tables that want to take the place of what is in force. It takes seconds, so it is done before anybody has to wait for it,
 * and once more if something else has come into force meanwhile. Thread-safe.
 */
final class TableJudge {

    private final CurrentPolicy current;
    private final ReleaseNotes notes;
    private volatile @Nullable Scenarios scenarios;

    TableJudge(CurrentPolicy current, ReleaseNotes notes) {
        this.current = current;
        this.notes = notes;
    }

    /** Tables that were judged, and what was in force then. */
    record Judged(TableFiles files, boolean ofRelease, PolicyStatus.@Nullable InForce basis, Compilation verdict) {}

    /** These scenarios are in force from now on; to be called before their policy is. */
    void inForce(Scenarios next) {
        scenarios = next;
    }

    /** Judges tables as if they were to come into force now. */
    JudgedTables judgeTables(TableFiles files) {
        return judgeWithin(files, Budget.ofCheck());
    }

    /**
     * Judges them for a caller who only asks, and may leave.
     *
     * @param hasLeft whether nobody waits for the verdict any more
     */
    JudgedTables judgeTables(TableFiles files, BooleanSupplier hasLeft) {
        return judgeWithin(files, Budget.ofCheck(hasLeft));
    }

    /** Judges tables of a release that is to serve: a check that would be too much work does not keep it from that. */
    Compilation judgeRelease(TableFiles files) {
        return judgeWithin(files, Budget.ofRelease()).verdict();
    }

    private JudgedTables judgeWithin(TableFiles files, Budget budget) {
        Policy before = current.policy().orElse(null);
        JudgedTables candidate = JudgedTables.judgeTables(files, before, scenarios, notes, budget);
        return candidate.compiled() == null
                ? candidate
                : candidate.withProblems(notes.findAdvice(candidate.compiled(), before));
    }

    /** Judges the first tables, when nothing is in force that they could be compared with. */
    Compilation judgeFirstTables(TableFiles files) {
        return JudgedTables.judgeTables(files, null, null, notes, Budget.ofCheck())
                .verdict();
    }

    Judged judgeAhead(TableFiles files) {
        PolicyStatus.InForce basis = current.status().inForce();
        return new Judged(files, false, basis, judgeTables(files).verdict());
    }

    /** The same for a release that is to serve. */
    Judged releaseAhead(TableFiles files) {
        PolicyStatus.InForce basis = current.status().inForce();
        return new Judged(files, true, basis, judgeRelease(files));
    }

    /** Returns true if nothing else has come into force since the tables were judged. */
    boolean isCurrent(Judged judged) {
        return isSame(judged.basis(), current.status().inForce());
    }

    /** Returns the verdict on tables as of now; they are judged again if something else has come into force meanwhile. */
    Compilation currentVerdict(Judged judged) {
        if (isCurrent(judged)) {
            return judged.verdict();
        }
        return judged.ofRelease()
                ? judgeRelease(judged.files())
                : judgeTables(judged.files()).verdict();
    }

    private static boolean isSame(PolicyStatus.@Nullable InForce one, PolicyStatus.@Nullable InForce other) {
        return one == null || other == null
                ? one == other
                : one.policy() == other.policy() && Objects.equals(one.release(), other.release());
    }
}
