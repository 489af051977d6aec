package support.entitlement.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Claim;
import support.entitlement.table.Problem;

/** Decides which claims on parts of an answer stand. Thread-safe. */
public final class Precedence {

    /** The file in the rules directory. */
    public static final String FILE = "contract-precedence.drl";

    private static final String HEAD =
            "package " + RuleWriter.RULES_PACKAGE + "\nimport " + Claim.class.getName() + "\n";

    private final List<PrecedenceRule> rules;
    private final @Nullable CompiledRules compiled;

    private Precedence(List<PrecedenceRule> rules) {
        this.rules = rules;
        List<String> source = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            source.add(HEAD + rules.get(i).drl(i + 1));
        }
        this.compiled = rules.isEmpty() ? null : CompiledRules.of(source, Map.of());
    }

    /** What became of a file of rules. */
    record Result(Optional<Precedence> compiled, List<Problem> problems) {}

    /**
     * Reads, checks and compiles rules.
     *
     * @param text what the file holds; null if there is none
     */
    static Result compile(@Nullable String text) {
        if (text == null) {
            return new Result(Optional.empty(), List.of());
        }
        PrecedenceReader.Rules read = PrecedenceReader.read(FILE, text);
        return read.problems().isEmpty()
                ? new Result(Optional.of(new Precedence(read.all())), List.of())
                : new Result(Optional.empty(), read.problems());
    }

    /** What the rules say, however the file writes it. */
    String content() {
        return rules.toString();
    }

    /** Finds out which claims stand; each claim says so afterwards. */
    public void decide(Collection<Claim> claims) {
        if (compiled != null) {
            compiled.fire(claims);
        }
    }
}
