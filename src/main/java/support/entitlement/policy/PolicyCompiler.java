package support.entitlement.policy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.Budget;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Sheets;
import support.entitlement.table.Table;
import support.entitlement.table.TableChecks;
import support.entitlement.table.TableException;
import support.entitlement.table.Tables;

/** Makes a policy of tables, all of them at once. */
public final class PolicyCompiler {

    /** Tables in the order in which they chain; of those that match the same fact, first the ones that entitle. */
    private static final Comparator<Table> CHAIN = Comparator.comparing(Table::fact)
            .thenComparing(table -> !table.says("entitled"))
            .thenComparing(Table::file)
            .thenComparing(Table::name);

    private PolicyCompiler() {}

    /** Checks what sheets say and compiles it, unless something is wrong. */
    public static Compilation compile(Sheets sheets) {
        return compile(sheets, null, null);
    }

    /**
     * The same with rules of precedence, and sooner if most rows are those of a policy at hand: what is compiled of them is used
     * again.
     *
     * @param precedence the text of {@value Precedence#FILE}; null if there is none, and the shipped ones count
     * @param before any policy; it goes on as it is
     */
    public static Compilation compile(Sheets sheets, @Nullable String precedence, @Nullable Policy before) {
        return compile(sheets, precedence, before, Budget.ofCheck());
    }

    /** The same within a budget. */
    public static Compilation compile(
            Sheets sheets, @Nullable String precedence, @Nullable Policy before, Budget budget) {
        Tables tables = TableChecks.check(sheets, budget);
        List<Problem> problems = new ArrayList<>(tables.problems());
        problems.addAll(PolicyChecks.check(tables, CalendarTables.read(tables.tables()), budget));
        Precedence.Result rules = Precedence.compile(precedence, budget);
        problems.addAll(rules.problems());
        if (Problem.refuse(problems)) {
            return new Compilation(Optional.empty(), problems);
        }
        try {
            return new Compilation(
                    Optional.of(compile(tables.tables(), rules.compiled().orElseThrow(), before, budget)), problems);
        } catch (TableException e) {
            problems.addAll(e.problems());
        } catch (Budget.Exhausted e) {
            problems.add(budget.open(
                    Place.ofFile("rules"),
                    "The rows are too many to be compiled: " + e.getMessage() + ".",
                    "Delete rows, or join some that say the same by lists."));
        }
        return new Compilation(Optional.empty(), problems);
    }

    /**
     * Compiles tables that have been checked already. Even of those that have not, no cell can leave its literal.
     *
     * @throws TableException if Drools refuses them
     */
    public static Policy compile(List<Table> tables) {
        return compile(tables, Precedence.shipped(), null, Budget.ofRelease());
    }

    /** The same with rules of precedence, taking over from the policy before what it has compiled of the same rows. */
    static Policy compile(List<Table> tables, Precedence precedence, @Nullable Policy before, Budget budget) {
        List<Table> chain = tables.stream().sorted(CHAIN).toList();
        return new Policy(
                revision(chain, precedence),
                chain,
                EngineBuilder.build(chain, before == null ? null : before.engine(), budget),
                CalendarTables.read(tables).calendars(),
                precedence);
    }

    /** A hash of all that tables and rules of precedence say, and of where they say it: whatever an answer can show changes the revision. */
    private static String revision(List<Table> tables, Precedence precedence) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (Table table : tables) {
                write(
                        out,
                        table.name(),
                        table.file(),
                        String.valueOf(table.hitPolicy()),
                        table.fact().name());
                write(out, table.variable());
                write(out, table.columns().stream().map(Object::toString).toArray(String[]::new));
                for (Row row : table.rows()) {
                    MatchedRow matched = row.matched();
                    write(out, String.valueOf(matched.row()), String.valueOf(matched.note()));
                    write(
                            out,
                            matched.cells().entrySet().stream()
                                    .map(Object::toString)
                                    .toArray(String[]::new));
                }
            }
            if (!precedence.isShipped()) {
                write(out, precedence.content());
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, String... texts) throws IOException {
        out.writeInt(texts.length);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
