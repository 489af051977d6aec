package support.entitlement.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AgendaFilter;
import support.entitlement.decision.Claim;
import support.entitlement.table.Budget;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.TableProblemCode;

/** Decides which claims on parts of an answer stand. Thread-safe. */
public final class Precedence {

    /** The file in the rules directory. */
    public static final String FILE = "contract-precedence.drl";

    /** How often all rules together may fire for the claims of one answer. */
    static final int MAX_FIRINGS = 500_000;

    /** How many pairs of claims all rules together may look at for one answer. */
    private static final long MAX_PAIRS = 5_000_000;

    /** What it costs to compare two claims by one rule, and to fire a rule. */
    private static final int STEPS_A_PAIR = 100;

    private static final int STEPS_A_FIRING = 1_000;

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

    /** Reads, checks and compiles rules within a budget of their own. */
    static Result compile(@Nullable String text) {
        return compile(text, Budget.ofCheck());
    }

    /**
     * Reads, checks and compiles rules. Those of a release are not tried: each answer bounds how often they fire.
     *
     * @param text what the file holds; null if there is none: then the shipped rules count
     * @param budget of the check that they are a part of
     */
    static Result compile(@Nullable String text, Budget budget) {
        if (text == null) {
            return new Result(Optional.of(shipped()), List.of());
        }
        PrecedenceReader.Rules read = PrecedenceReader.read(FILE, text);
        if (!read.problems().isEmpty()) {
            return new Result(Optional.empty(), read.problems());
        }
        Precedence precedence = new Precedence(read.all(), false);
        return (budget.isOfRelease() ? Optional.<Problem>empty() : precedence.trial(budget))
                .map(problem -> new Result(Optional.<Precedence>empty(), List.of(problem)))
                .orElseGet(() -> new Result(Optional.of(precedence), List.of()));
    }

    /** Asks the rules about as many terms on one part as a contract may have. */
    private Optional<Problem> trial(Budget budget) {
        Map<String, Integer> fired = new HashMap<>();
        List<Claim> claims = PrecedenceTrial.claims(rules);
        try {
            budget.take((long) STEPS_A_PAIR * claims.size() * claims.size() * rules.size());
            fire(claims, match -> {
                budget.take(STEPS_A_FIRING);
                fired.merge(match.getRule().getName(), 1, Integer::sum);
                return true;
            });
            return Optional.empty();
        } catch (Budget.Exhausted e) {
            return Optional.of(budget.open(
                    Place.ofFile(FILE),
                    "The rules could not be tried on a contract with " + PrecedenceTrial.MAX_TERMS
                            + " terms on one part: " + e.getMessage() + ".",
                    "Join rules that say the same, or delete what else keeps the check busy."));
        } catch (TooManyClaimsException e) {
            int most = IntStream.rangeClosed(1, rules.size())
                    .boxed()
                    .max(Comparator.comparing(number -> fired.getOrDefault(PrecedenceRule.nameOf(number), 0)))
                    .orElseThrow();
            return Optional.of(Problem.error(
                    TableProblemCode.BAD_PRECEDENCE,
                    Place.ofFile(FILE),
                    rules.get(most - 1).name(),
                    "For a contract with " + PrecedenceTrial.MAX_TERMS + " terms on one part, the rules fire more than "
                            + MAX_FIRINGS + " times; this one fires the most.",
                    "Join rules that say the same, and have each ask for more of its claims."));
        }
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
     *
     * @throws TooManyClaimsException if the rules would fire too often for them
     */
    public void decide(List<Claim> claims) {
        if (compiled == null) {
            return;
        }
        List<List<@Nullable Object>> seen = claims.stream().map(Claim::seen).toList();
        BitSet known = decided.getIfPresent(seen);
        if (known == null) {
            Map<List<@Nullable Object>, Claim> distinct = new LinkedHashMap<>();
            claims.forEach(claim -> distinct.putIfAbsent(claim.seen(), claim));
            fire(distinct.values(), match -> true);
            claims.stream()
                    .filter(claim -> !distinct.get(claim.seen()).stands())
                    .forEach(Claim::giveWay);
            decided.put(seen, beaten(claims));
        } else {
            known.stream().forEach(index -> claims.get(index).giveWay());
        }
    }

    /** Fires the rules for each part by itself: rules compare claims on the same part only. */
    private void fire(Collection<Claim> claims, AgendaFilter filter) {
        Map<String, List<Claim>> parts = new LinkedHashMap<>();
        claims.forEach(claim -> parts.computeIfAbsent(claim.getPart(), part -> new ArrayList<>())
                .add(claim));
        long pairs = parts.values().stream()
                .mapToLong(part -> (long) part.size() * part.size())
                .sum();
        int left = pairs * rules.size() > MAX_PAIRS ? 0 : MAX_FIRINGS;
        for (List<Claim> part : parts.values()) {
            left -= left > 0 && compiled != null ? compiled.fire(part, filter, left) : 0;
            if (left <= 0) {
                throw new TooManyClaimsException();
            }
        }
    }

    /** A contract has more terms on its parts than the rules can tell apart in time. */
    public static final class TooManyClaimsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private TooManyClaimsException() {
            super("The rules of precedence would fire more than " + MAX_FIRINGS + " times.");
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
