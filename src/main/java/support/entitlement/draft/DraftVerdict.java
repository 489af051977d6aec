package support.entitlement.draft;

import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Severity;

/**
 * The result of compiling one version of a draft.
 *
 * @param source the draft with its version and its base
 * @param compilation its policy, unless there are errors, and all problems
 * @param reusable the newest policy of the draft, whose compiled rules a later version can use; null if there is none
 * @param kilobytes about how much memory this takes
 */
public record DraftVerdict(
        DraftSource source,
        Compilation compilation,
        @Nullable Policy reusable,
        int kilobytes) {

    private static final int KILOBYTES = 2_000;
    private static final int KILOBYTES_OF_A_ROW = 2;
    private static final int KILOBYTES_OF_A_COMPILED_ROW = 21;

    static DraftVerdict of(DraftFiles files, Compilation compilation, @Nullable Policy reusable) {
        return new DraftVerdict(files.source(), compilation, reusable, estimateKilobytes(files, reusable));
    }

    /** Returns the draft with its version. */
    public Draft draft() {
        return source.draft();
    }

    /** Returns the number of errors. */
    public long countErrors() {
        return compilation.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
    }

    /** Estimates the memory: the compiled rules of unchanged files are those of the release. */
    private static int estimateKilobytes(DraftFiles files, @Nullable Policy policy) {
        return policy == null
                ? KILOBYTES
                : KILOBYTES
                        + policy.tables().stream()
                                .mapToInt(table -> table.rows().size()
                                        * (KILOBYTES_OF_A_ROW
                                                + (isUnchanged(files, table.fileName())
                                                        ? 0
                                                        : KILOBYTES_OF_A_COMPILED_ROW)))
                                .sum();
    }

    private static boolean isUnchanged(DraftFiles files, String file) {
        return files.names().contains(file) && files.stateOf(file) == DraftFiles.FileState.UNCHANGED;
    }
}
