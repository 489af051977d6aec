package support.entitlement.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Claim;
import support.entitlement.table.Problem;

/** Decides which claims on parts of an answer stand. Thread-safe. */
public final class Precedence {

    /** The file in the rules directory. */
    public static final String FILE = "contract-precedence.drl";

    private static final int CLAIMS_REMEMBERED = 100_000;
    private static final String HEAD =
            "package " + RuleWriter.RULES_PACKAGE + "\nimport " + Claim.class.getName() + "\n";

    private final List<PrecedenceRule> rules;
    private final boolean shipped;
    private final @Nullable CompiledRules compiled;
    /** Those claims that others prevail over, by all that rules see of them. */
    private final Cache<List<List<@Nullable Object>>, BitSet> decided = Caffeine.newBuilder()
            .maximumWeight(CLAIMS_REMEMBERED)
            .<List<List<@Nullable Object>>, BitSet>weigher((claims, decision) -> claims.size())
            .build();

    private Precedence(List<PrecedenceRule> rules, boolean shipped) {
        this.rules = rules;
        this.shipped = shipped;
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
     * @param text what the file holds; null if there is none: then the shipped rules count
     */
    static Result compile(@Nullable String text) {
        if (text == null) {
            return new Result(Optional.of(shipped()), List.of());
        }
        PrecedenceReader.Rules read = PrecedenceReader.read(FILE, text);
        return read.problems().isEmpty()
                ? new Result(Optional.of(new Precedence(read.all(), false)), List.of())
                : new Result(Optional.empty(), read.problems());
    }

    /** The rules that come with the service. */
    static Precedence shipped() {
        return Shipped.RULES;
    }

    private static final class Shipped {

        static final Precedence RULES = new Precedence(read(), true);

        private static List<PrecedenceRule> read() {
            try (InputStream in = Objects.requireNonNull(Precedence.class.getResourceAsStream(FILE))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return PrecedenceReader.read(FILE, text).all();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the tables came without rules of their own, so that those that come with the service count. */
    public boolean isShipped() {
        return shipped;
    }

    /** What each rule says, by its name, however the file writes it. */
    public Map<String, String> rules() {
        Map<String, String> byName = new LinkedHashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule.words()));
        return byName;
    }

    /** What the rules say, however the file writes it. */
    String content() {
        return rules.toString();
    }

    /**
     * Finds out which claims stand; each claim says so afterwards. Claims that look alike are decided alike, so that the rules are
     * asked but once.
     */
    public void decide(List<Claim> claims) {
        if (compiled == null) {
            return;
        }
        List<List<@Nullable Object>> seen = claims.stream().map(Claim::seen).toList();
        BitSet known = decided.getIfPresent(seen);
        if (known == null) {
            compiled.fire(claims);
            decided.put(seen, beaten(claims));
        } else {
            known.stream().forEach(index -> claims.get(index).giveWay());
        }
    }

    private static BitSet beaten(List<Claim> claims) {
        BitSet beaten = new BitSet();
        for (int i = 0; i < claims.size(); i++) {
            beaten.set(i, !claims.get(i).stands());
        }
        return beaten;
    }
}
