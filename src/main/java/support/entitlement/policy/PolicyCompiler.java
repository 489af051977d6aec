package support.entitlement.policy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.calendar.CalendarTableReader;
import support.entitlement.policy.calendar.TimeBandChecks;
import support.entitlement.policy.engine.EngineBuilder;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.check.CheckedTables;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.text.Sha256;

/** Compiles tables to a policy, all of them at once. */
public final class PolicyCompiler {

    private PolicyCompiler() {}

    /** Checks and compiles sheets. If there is an error, the result has no policy. */
    public static Compilation compile(ReadSheets sheets) {
        return compile(sheets, null, null);
    }

    /**
     * Checks and compiles sheets with rules of precedence. It is quicker if most rows are those of an earlier policy,
     * because their compiled rules are used again.
     *
     * @param precedence the text of {@value Precedence#FILE}; null if there is none, and then the shipped rules apply
     * @param before any policy, which stays unchanged
     */
    public static Compilation compile(ReadSheets sheets, @Nullable String precedence, @Nullable Policy before) {
        return compile(sheets, precedence, before, Budget.ofCheck());
    }

    /** Checks and compiles sheets within a budget. */
    public static Compilation compile(
            ReadSheets sheets, @Nullable String precedence, @Nullable Policy before, Budget budget) {
        return compile(sheets, AcceptedWarnings.NONE, precedence, before, budget);
    }

    /**
     * Checks and compiles sheets within a budget.
     *
     * @param accepted the warnings that are meant
     */
    public static Compilation compile(
            ReadSheets sheets,
            AcceptedWarnings accepted,
            @Nullable String precedence,
            @Nullable Policy before,
            Budget budget) {
        CheckMemory memory = CheckMemory.after(before == null ? null : before.checkMemory());
        CheckedTables checked = TableChecks.checkSheets(
                sheets,
                all -> TimeBandChecks.findOpenings(all, CalendarTableReader.readCalendars(all)),
                memory,
                budget);
        ParsedTables tables = checked.parsed();
        Precedence.PrecedenceCompilation rules =
                Precedence.compile(precedence, before == null ? null : before.precedence(), budget);
        List<Problem> problems = accepted.markProblems(findProblems(checked, rules, budget), tables.tables());
        if (Problem.hasErrors(problems)) {
            return new Compilation(Optional.empty(), problems);
        }
        try {
            return new Compilation(
                    Optional.of(compileChecked(tables.tables(), rules.compiled().orElseThrow(), before, budget)
                            .withAccepted(accepted)
                            .withCheckMemory(memory.finish())),
                    problems);
        } catch (Budget.Exhausted e) {
            problems.add(budget.openQuestionProblem(
                    Place.ofFile("rules"),
                    "The rows are too many to be compiled: " + e.getMessage() + ".",
                    "Delete rows, or join rows with equal actions by lists."));
        }
        return new Compilation(Optional.empty(), problems);
    }

    private static List<Problem> findProblems(
            CheckedTables checked, Precedence.PrecedenceCompilation rules, Budget budget) {
        ParsedTables tables = checked.parsed();
        List<Problem> problems = new ArrayList<>(tables.problems());
        CalendarTableReader.ParsedCalendars calendars = CalendarTableReader.readCalendars(tables.tables());
        problems.addAll(PolicyChecks.findProblems(tables, calendars, budget));
        if (checked.space() != null && !Problem.hasErrors(problems)) {
            problems.addAll(RepetitionChecks.findProblems(tables.tables()));
            problems.addAll(
                    MilestoneOrderChecks.findProblems(tables.tables(), checked.space(), calendars.calendars(), budget));
        }
        problems.addAll(rules.problems());
        return problems;
    }

    /**
     * Compiles tables that have been checked already.
     */
    public static Policy compileChecked(List<Table> tables) {
        return compileChecked(tables, Precedence.shippedRules(), null, Budget.ofRelease());
    }

    /**
     * Compiles tables with rules of precedence, and takes over the compiled rules of equal rows from an earlier policy.
     */
    public static Policy compileChecked(
            List<Table> tables, Precedence precedence, @Nullable Policy before, Budget budget) {
        List<Table> chain = tables.stream().sorted(Table.EVALUATION_ORDER).toList();
        return new Policy(
                revisionOf(chain, precedence),
                chain,
                EngineBuilder.buildEngine(chain, before == null ? null : before.engine(), budget),
                CalendarTableReader.readCalendars(tables).calendars(),
                precedence);
    }

    /**
     * Returns a hash of the complete content of tables and rules of precedence, with its places: every change that an
     * answer can show changes the revision.
     */
    private static String revisionOf(List<Table> tables, Precedence precedence) {
        try {
            MessageDigest digest = Sha256.createDigest();
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (Table table : tables) {
                writeTexts(
                        out,
                        table.name(),
                        table.fileName(),
                        String.valueOf(table.hitPolicy()),
                        table.fact().name());
                writeTexts(out, table.variable());
                writeTexts(out, table.columns().stream().map(Object::toString).toArray(String[]::new));
                for (Row row : table.rows()) {
                    MatchedRow matched = row.matched();
                    writeTexts(out, String.valueOf(matched.row()), String.valueOf(matched.note()));
                    writeTexts(
                            out,
                            matched.cells().entrySet().stream()
                                    .map(Object::toString)
                                    .toArray(String[]::new));
                }
            }
            if (!precedence.isShipped()) {
                writeTexts(out, precedence.ruleContent());
            }
            return "sha256:" + Sha256.finishHash(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeTexts(DataOutputStream out, String... texts) throws IOException {
        out.writeInt(texts.length);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
