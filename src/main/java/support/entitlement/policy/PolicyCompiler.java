package support.entitlement.policy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import support.entitlement.decision.MatchedRow;
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
        Tables tables = TableChecks.check(sheets);
        List<Problem> problems = new ArrayList<>(tables.problems());
        problems.addAll(PolicyChecks.check(tables));
        if (Problem.refuse(problems)) {
            return new Compilation(Optional.empty(), problems);
        }
        try {
            return new Compilation(Optional.of(compile(tables.tables())), problems);
        } catch (TableException e) {
            problems.addAll(e.problems());
            return new Compilation(Optional.empty(), problems);
        }
    }

    /**
     * Compiles tables that have been checked already. Even of those that have not, no cell can leave its literal.
     *
     * @throws TableException if Drools refuses them
     */
    public static Policy compile(List<Table> tables) {
        List<Table> chain = tables.stream().sorted(CHAIN).toList();
        Map<String, RuleRow> rows = new HashMap<>();
        List<String> rules = new ArrayList<>();
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (!chain.get(i).rows().isEmpty()) {
                rules.add(RuleWriter.write(chain.get(i), rows.size() + 1, rows));
            }
        }
        return new Policy(revision(chain), chain, new Engine(build(rules), rows));
    }

    /**
     * A build under a fresh name each time: Drools caches by name. The module leaves Drools' static repository at once,
     * and the container Drools' list of containers, so that a policy is garbage when nobody holds it any more.
     */
    private static KieBase build(List<String> rules) {
        KieServices drools = KieServices.get();
        ReleaseId name = drools.newReleaseId(
                RuleWriter.RULES_PACKAGE, "policy", UUID.randomUUID().toString());
        KieFileSystem files = drools.newKieFileSystem().generateAndWritePomXML(name);
        for (int i = 0; i < rules.size(); i++) {
            files.write(
                    "src/main/resources/" + RuleWriter.RULES_PACKAGE.replace('.', '/') + "/" + i + ".drl",
                    rules.get(i));
        }
        KieBuilder builder = drools.newKieBuilder(files).buildAll();
        try {
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                throw new TableException(errors.stream()
                        .map(error -> Problem.error(
                                "not-compiled",
                                Place.ofFile(error.getPath()),
                                "",
                                "Drools refuses this table.",
                                error.getText()))
                        .toList());
            }
            KieContainer container = drools.newKieContainer(name);
            KieBase base = container.newKieBase(drools.newKieBaseConfiguration());
            container.dispose();
            return base;
        } finally {
            drools.getRepository().removeKieModule(name);
        }
    }

    /** A hash of all that tables say, and of where they say it: whatever an answer can show changes the revision. */
    private static String revision(List<Table> tables) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
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
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return "sha256:" + HexFormat.of().formatHex(hash);
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
