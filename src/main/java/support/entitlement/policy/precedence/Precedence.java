package support.entitlement.policy.precedence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Claim;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/** Decides which claims on parts of an answer stand. Thread-safe. */
public final class Precedence {

    /** The file in the rules directory. */
    public static final String FILE = "contract-precedence.drl";

    /** The cost of comparing two claims by one rule, and of firing a rule, in steps of the budget. */
    private static final int STEPS_A_PAIR = 100;

    private static final int STEPS_A_FIRING = 1_000;

    private static final int CLAIMS_REMEMBERED = 100_000;

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final List<PrecedenceRule> rules;
    private final boolean shipped;
    private final PrecedenceSessions sessions;
    /** Caches the beaten claims, by all fields of the claims that rules can read. */
    private final Cache<List<List<@Nullable Object>>, BitSet> decided = Caffeine.newBuilder()
            .maximumWeight(CLAIMS_REMEMBERED)
            .<List<List<@Nullable Object>>, BitSet>weigher((claims, decision) -> claims.size())
            .build();

    private Precedence(List<PrecedenceRule> rules, boolean shipped) {
        this.rules = rules;
        this.shipped = shipped;
        this.sessions = new PrecedenceSessions(rules, MAX_WAIT);
    }

    /** The result of compiling a file of rules. */
    public record PrecedenceCompilation(Optional<Precedence> compiled, List<Problem> problems) {}

    /** Reads, checks and compiles rules within a budget of their own. */
    static PrecedenceCompilation compileRules(@Nullable String text) {
        return compile(text, Budget.ofCheck());
    }

    /**
     * Reads, checks and compiles rules. Rules of a release are not tried again, because each answer bounds their
     * firings.
     *
     * @param text the content of the file; null if there is none: then the shipped rules apply
     * @param budget the budget of the whole check
     */
    public static PrecedenceCompilation compile(@Nullable String text, Budget budget) {
        return compile(text, null, budget);
    }

    /**
     * Reads, checks and compiles rules, unless they are those of an earlier policy.
     *
     * @param before the rules of that policy; null if there is none
     */
    public static PrecedenceCompilation compile(@Nullable String text, @Nullable Precedence before, Budget budget) {
        if (text == null) {
            return new PrecedenceCompilation(Optional.of(shippedRules()), List.of());
        }
        PrecedenceParser.ParsedRules parsed = PrecedenceParser.parseRules(FILE, text);
        if (!parsed.problems().isEmpty()) {
            return new PrecedenceCompilation(Optional.empty(), parsed.problems());
        }
        if (before != null && !before.shipped && before.rules.equals(parsed.all())) {
            return new PrecedenceCompilation(Optional.of(before), List.of());
        }
        Precedence precedence = new Precedence(parsed.all(), false);
        return (budget.isOfRelease() ? Optional.<Problem>empty() : precedence.trial(budget))
                .map(problem -> new PrecedenceCompilation(Optional.<Precedence>empty(), List.of(problem)))
                .orElseGet(() -> new PrecedenceCompilation(Optional.of(precedence), List.of()));
    }

    /** Tries the rules on as many terms on one part as a contract may have. */
    private Optional<Problem> trial(Budget budget) {
        Map<String, Integer> fired = new HashMap<>();
        List<Claim> claims = PrecedenceTrial.createClaims(rules);
        try {
            budget.takeSteps((long) STEPS_A_PAIR * claims.size() * claims.size() * rules.size());
            sessions.fireByPart(claims, match -> {
                budget.takeSteps(STEPS_A_FIRING);
                fired.merge(match.getRule().getName(), 1, Integer::sum);
                return true;
            });
            return Optional.empty();
        } catch (Budget.Exhausted e) {
            return Optional.of(budget.openQuestionProblem(
                    Place.ofFile(FILE),
                    "The rules could not be tried on a contract with " + PrecedenceTrial.MAX_TERMS
                            + " terms on one part: " + e.getMessage() + ".",
                    "Join rules with equal effects, or delete rules."));
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
                            + PrecedenceSessions.MAX_FIRINGS + " times; this one fires the most.",
                    "Join rules with equal effects, and add constraints to each."));
        }
    }

    /** Returns the rules that come with the service. */
    public static Precedence shippedRules() {
        return ShippedRules.RULES;
    }

    private static final class ShippedRules {

        static final Precedence RULES = new Precedence(readShipped(), true);

        private static List<PrecedenceRule> readShipped() {
            return PrecedenceParser.parseRules(FILE, readShippedText()).all();
        }
    }

    /** Reads the text of the rules that come with the service. */
    public static String readShippedText() {
        try (InputStream in = Objects.requireNonNull(Precedence.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true if the tables have no rules of their own, so that those of the service apply. */
    public boolean isShipped() {
        return shipped;
    }

    /** Returns the content of each rule by its name, regardless of formatting. */
    public Map<String, String> rulesByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule.bodyText()));
        return byName;
    }

    /** Returns the content of the rules, regardless of formatting. */
    public String ruleContent() {
        return rules.toString();
    }

    /**
     * Marks the claims that others prevail over. Claims with equal visible fields are decided alike, so that the rules
     * fire only once for them.
     *
     * @throws TooManyClaimsException if the rules would fire too often for them
     * @throws PrecedenceBusyException if many claims on one part are being decided for others, even after waiting
     */
    public void decideClaims(List<Claim> claims) {
        if (rules.isEmpty()) {
            return;
        }
        List<List<@Nullable Object>> fieldsOfClaims =
                claims.stream().map(Claim::visibleFields).toList();
        BitSet known = decided.getIfPresent(fieldsOfClaims);
        if (known == null) {
            Map<List<@Nullable Object>, Claim> distinct = new LinkedHashMap<>();
            claims.forEach(claim -> distinct.putIfAbsent(claim.visibleFields(), claim));
            sessions.fireByPart(distinct.values(), match -> true);
            claims.stream()
                    .filter(claim -> !distinct.get(claim.visibleFields()).stands())
                    .forEach(Claim::markBeaten);
            decided.put(fieldsOfClaims, beatenIndexes(claims));
        } else {
            known.stream().forEach(index -> claims.get(index).markBeaten());
        }
    }

    /** Reports a contract with more terms on its parts than the rules can decide in time. */
    public static final class TooManyClaimsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyClaimsException() {
            super("The rules of precedence would fire more than " + PrecedenceSessions.MAX_FIRINGS + " times.");
        }
    }

    private static BitSet beatenIndexes(List<Claim> claims) {
        BitSet beaten = new BitSet();
        for (int i = 0; i < claims.size(); i++) {
            beaten.set(i, !claims.get(i).stands());
        }
        return beaten;
    }
}
