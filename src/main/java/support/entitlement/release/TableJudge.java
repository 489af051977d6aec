package support.entitlement.release;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Budget;

/**
 * Judges tables that are to replace those in force. That takes seconds, so it is done without a lock, and repeated if something
 * else has come into force meanwhile. Tables that already are a release are judged as such, so that a release of the past can be
 * restored although its check takes too much work. Thread-safe.
 */
final class TableJudge {

    private final CurrentPolicy current;
    private final ReleaseNotes notes;
    private final Predicate<TableFiles> isRelease;
    private volatile @Nullable Scenarios scenarios;

    /**
     * Creates a judge.
     *
     * @param isRelease returns true if tables are those of a known release
     */
    TableJudge(CurrentPolicy current, ReleaseNotes notes, Predicate<TableFiles> isRelease) {
        this.current = current;
        this.notes = notes;
        this.isRelease = isRelease;
    }

    /** Judged tables, and the policy in force at that time. */
    record Judged(TableFiles files, TableRole role, PolicyStatus.@Nullable InForce basis, Compilation verdict) {}

    /** The role in which tables are judged. */
    enum TableRole {
        /** They are to replace those in force. */
        CANDIDATE,
        /** They are in the log. */
        RELEASE,
        /** They took force in the past, and are compared with nothing. */
        HISTORY
    }

    /** Sets the scenarios in force; to be called before their policy comes into force. */
    void inForce(Scenarios next) {
        scenarios = next;
    }

    /** Judges tables as if they came into force now. */
    JudgedTables judgeTables(TableFiles files) {
        return judgeTables(files, () -> false);
    }

    /**
     * Judges them for a caller who only asks, and may leave. Only for tables that are refused it is found out whether they are a release,
     * because that reads all files again.
     *
     * @param hasLeft returns true once no caller waits for the verdict
     */
    JudgedTables judgeTables(TableFiles files, BooleanSupplier hasLeft) {
        JudgedTables judged = judgeWithin(files, Budget.ofCheck(hasLeft));
        boolean refused = judged.verdict().compiled().isEmpty() && !hasLeft.getAsBoolean();
        return refused && isRelease.test(files) ? judgeWithin(files, Budget.ofRelease(hasLeft)) : judged;
    }

    /**
     * Judges tables that have been compiled already, for a caller who only asks, and may leave.
     *
     * @param hasLeft returns true once no caller waits for the verdict
     */
    JudgedTables judgeCompiled(TableFiles files, Compilation compilation, BooleanSupplier hasLeft) {
        return withAdvice(
                JudgedTables.judgeCompiled(files, () -> compilation, scenarios, notes, Budget.ofCheck(hasLeft)),
                current.policy().orElse(null));
    }

    /** Judges the tables of a release. A check that takes too much work does not keep it from coming into force. */
    Compilation judgeRelease(TableFiles files) {
        return judgeWithin(files, Budget.ofRelease()).verdict();
    }

    private JudgedTables judgeWithin(TableFiles files, Budget budget) {
        Policy before = current.policy().orElse(null);
        return withAdvice(JudgedTables.judgeTables(files, before, scenarios, notes, budget), before);
    }

    private JudgedTables withAdvice(JudgedTables candidate, @Nullable Policy before) {
        return candidate.compiled() == null
                ? candidate
                : candidate.withProblems(notes.findAdvice(candidate.compiled(), before));
    }

    /** Judges the first tables, with nothing in force to compare them with. */
    Compilation judgeFirstTables(TableFiles files) {
        return JudgedTables.judgeTables(files, null, null, notes, Budget.ofCheck())
                .verdict();
    }

    Judged judgeAhead(TableFiles files) {
        PolicyStatus.InForce basis = current.status().inForce();
        return new Judged(files, TableRole.CANDIDATE, basis, judgeTables(files).verdict());
    }

    /** Judges tables that took force in the past. What is in force now does not matter to them. */
    Judged historyAhead(TableFiles files) {
        return new Judged(files, TableRole.HISTORY, null, judgeFirstTables(files));
    }

    /** Judges the tables of a release, and records the policy in force. */
    Judged releaseAhead(TableFiles files) {
        PolicyStatus.InForce basis = current.status().inForce();
        return new Judged(files, TableRole.RELEASE, basis, judgeRelease(files));
    }

    /** Returns true if nothing else has come into force since the tables were judged. */
    boolean isCurrent(Judged judged) {
        return isSame(judged.basis(), current.status().inForce());
    }

    /** Returns the verdict on tables as of now; they are judged again if something else has come into force meanwhile. */
    Compilation currentVerdict(Judged judged) {
        if (judged.role() == TableRole.HISTORY || isCurrent(judged)) {
            return judged.verdict();
        }
        return judged.role() == TableRole.RELEASE
                ? judgeRelease(judged.files())
                : judgeTables(judged.files()).verdict();
    }

    private static boolean isSame(PolicyStatus.@Nullable InForce one, PolicyStatus.@Nullable InForce other) {
        return one == null || other == null
                ? one == other
                : one.policy() == other.policy() && Objects.equals(one.release(), other.release());
    }
}
