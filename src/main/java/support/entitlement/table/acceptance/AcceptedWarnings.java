package support.entitlement.table.acceptance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.table.sheet.Sheet;

/**
 * The warnings of tables that are meant, each with its reason. They are listed beside the tables and belong to the release. Immutable.
 *
 * @param entries the entries that could be read
 * @param problems the problems of the others
 */
public record AcceptedWarnings(List<Acceptance> entries, List<Problem> problems) {

    /** The name of the CSV file that lists them. */
    public static final String FILE = Sheet.ACCEPTED_WARNINGS + ".csv";

    /** The maximal number of entries. */
    public static final int MAX_ENTRIES = 1_000;

    /** The maximal length of a reason in characters. */
    public static final int MAX_REASON_LENGTH = 1_000;

    /** The maximal length of the names of tables and persons in characters. */
    public static final int MAX_NAME_LENGTH = 500;

    /** The empty list. */
    public static final AcceptedWarnings NONE = new AcceptedWarnings(List.of(), List.of());

    private static final Set<TableProblemCode> INCOMPLETE =
            Set.of(TableProblemCode.NOT_FULLY_CHECKED, TableProblemCode.MORE_PROBLEMS);

    /** Copies the lists. */
    public AcceptedWarnings {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /** Reads the lists of sheets. */
    public static AcceptedWarnings readSheets(List<Sheet> sheets) {
        return sheets.isEmpty() ? NONE : new AcceptanceReader().readSheets(sheets);
    }

    /** Returns the entry for a warning; the first, if there are several. */
    public Optional<Acceptance> findEntry(WarningKey warning) {
        return entries.stream()
                .filter(entry -> entry.warning().isSameAs(warning))
                .findFirst();
    }

    /**
     * Returns the problems of tables in which each warning of a table has its identity, and its entry if it is accepted. Entries
     * without a warning are problems, too, unless the check found errors or is incomplete, so that warnings may be missing.
     */
    public List<Problem> markProblems(List<Problem> found, List<Table> tables) {
        List<Problem> marked = new ArrayList<>();
        Set<Acceptance> used = new HashSet<>();
        new WarningKeys(tables)
                .identifyProblems(found).stream().map(this::acceptIfMeant).forEach(problem -> {
                    marked.add(problem);
                    Optional.ofNullable(problem.acceptance()).ifPresent(used::add);
                });
        marked.addAll(problems);
        if (!Problem.hasErrors(marked) && found.stream().noneMatch(problem -> INCOMPLETE.contains(problem.type()))) {
            entries.stream()
                    .filter(entry -> !used.contains(entry))
                    .map(AcceptedWarnings::describeUnused)
                    .forEach(marked::add);
        }
        return marked;
    }

    private Problem acceptIfMeant(Problem problem) {
        return problem.key() == null || problem.severity() != Severity.WARNING
                ? problem
                : findEntry(problem.key()).map(problem::acceptedBy).orElse(problem);
    }

    private static Problem describeUnused(Acceptance entry) {
        return Problem.warning(
                TableProblemCode.ACCEPTED_NOTHING,
                entry.place(),
                entry.warning().code(),
                "“" + entry.by() + "” has accepted a warning of “"
                        + entry.warning().table()
                        + "” that is not there: its row has been changed or deleted, or another entry accepts it already.",
                "Delete this row; accept the warning again if it has come back.");
    }
}
