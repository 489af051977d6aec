package support.entitlement.policy.precedence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.policy.precedence.RuleTokens.InvalidRuleException;
import support.entitlement.policy.precedence.RuleTokens.RuleToken;
import support.entitlement.table.problem.Problem;

/**
 * Parses rules of precedence: a small part of Drools' rule language, token by token. Rules compare fields of claims
 * with literals and with fields of other claims, and state which prevails; everything else that Drools could run is a
 * problem with its line.
 *
 * <p>Single use: an instance reads one file.
 */
final class PrecedenceParser {

    static final int MAX_RULES = 100;

    /**
     * A rule compares pairs of claims, so that its cost is at most the square of the number of terms that a contract
     * may have on one part.
     */
    static final int MAX_CLAIMS = 2;

    private static final String FACT = "support.entitlement.decision.Claim";
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> ORDER = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of(
            "rule", "when", "then", "end", "package", "import", "null", "true", "false", "not", "exists", "eval");
    private final RuleTokens tokens;
    private final List<PrecedenceRule> rules = new ArrayList<>();

    private PrecedenceParser(RuleTokens tokens) {
        this.tokens = tokens;
    }

    /** The rules of a file, or the problem that prevents reading it. */
    record ParsedRules(List<PrecedenceRule> all, List<Problem> problems) {}

    static ParsedRules parseRules(String file, String text) {
        try {
            PrecedenceParser reader = new PrecedenceParser(new RuleTokens(file, text));
            reader.parseFile();
            return new ParsedRules(List.copyOf(reader.rules), List.of());
        } catch (InvalidRuleException e) {
            return new ParsedRules(List.of(), List.of(e.problem()));
        }
    }

    private void parseFile() {
        if (tokens.isNext("package")) {
            tokens.takeExpected("package");
            parseQualifiedName();
            tokens.skipOptional(";");
        }
        while (tokens.isNext("import")) {
            tokens.takeExpected("import");
            RuleToken first = tokens.peek();
            String imported = parseQualifiedName();
            if (!imported.equals(FACT)) {
                throw tokens.invalidRule(first.line(), imported, FACT);
            }
            tokens.skipOptional(";");
        }
        while (!tokens.isAtEnd()) {
            if (rules.size() == MAX_RULES) {
                throw tokens.invalidRule(
                        tokens.peek().line(), tokens.peek().text(), "the end: up to " + MAX_RULES + " rules may be");
            }
            rules.add(parseRule());
        }
    }

    private String parseQualifiedName() {
        StringBuilder name = new StringBuilder(tokens.takeIdentifier());
        while (tokens.isNext(".")) {
            tokens.takeExpected(".");
            name.append('.').append(tokens.takeIdentifier());
        }
        return name.toString();
    }

    private PrecedenceRule parseRule() {
        tokens.takeExpected("rule");
        String name = tokens.takeString("the name of the rule in quotes");
        tokens.takeExpected("when");
        List<PrecedenceRule.ClaimPattern> patterns = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        do {
            if (patterns.size() == MAX_CLAIMS) {
                throw tokens.invalidRule(
                        tokens.peek().line(),
                        tokens.peek().text(),
                        "“then”: a rule may match up to " + MAX_CLAIMS + " claims");
            }
            patterns.add(parsePattern(variables));
        } while (!tokens.isNext("then"));
        tokens.takeExpected("then");
        List<PrecedenceRule.Consequence> actions = new ArrayList<>();
        do {
            actions.add(parseConsequence(patterns, variables));
        } while (!tokens.isNext("end"));
        tokens.takeExpected("end");
        return new PrecedenceRule(name, patterns, actions);
    }

    private PrecedenceRule.ClaimPattern parsePattern(Set<String> variables) {
        RuleToken at = tokens.peek();
        String variable = tokens.takeIdentifier();
        if (RESERVED.contains(variable) || ClaimField.find(variable).isPresent()) {
            throw tokens.invalidRule(at.line(), variable, "a name for a claim, such as “signed”");
        }
        if (variables.contains(variable)) {
            throw tokens.invalidRule(at.line(), variable, "a name that no other claim of this rule has");
        }
        tokens.takeExpected(":");
        tokens.takeExpected("Claim");
        tokens.takeExpected("(");
        List<PrecedenceRule.FieldConstraint> constraints = new ArrayList<>();
        while (!tokens.isNext(")")) {
            if (!constraints.isEmpty()) {
                tokens.takeExpected(",");
            }
            constraints.add(parseConstraint(variables));
        }
        tokens.takeExpected(")");
        variables.add(variable);
        return new PrecedenceRule.ClaimPattern(variable, constraints);
    }

    private PrecedenceRule.FieldConstraint parseConstraint(Set<String> variables) {
        RuleToken at = tokens.peek();
        String field = tokens.takeIdentifier();
        boolean number = ClaimField.find(field)
                .orElseThrow(() -> tokens.invalidRule(
                        at.line(), field, "a field of a claim: " + String.join(", ", ClaimField.words())))
                .isNumber();
        RuleToken operator = tokens.takeToken("a comparison");
        if (!(number ? ORDER : EQUALITY).contains(operator.text())) {
            throw tokens.invalidRule(
                    operator.line(),
                    operator.text(),
                    number ? "one of == != < <= > >=" : "== or !=, since it is a text");
        }
        RuleToken operand = tokens.peek();
        if (variables.contains(operand.text())) {
            String variable = tokens.takeIdentifier();
            tokens.takeExpected(".");
            RuleToken other = tokens.peek();
            String otherField = tokens.takeIdentifier();
            if (ClaimField.find(otherField)
                    .filter(each -> each.isNumber() == number)
                    .isEmpty()) {
                throw tokens.invalidRule(
                        other.line(), otherField, number ? ClaimField.SPECIFICITY.word() : "a field with a text");
            }
            return new PrecedenceRule.FieldConstraint(field, operator.text(), variable, otherField);
        }
        tokens.takeToken("a value");
        boolean fits = number
                ? operand.text().matches("\\d+")
                : operand.text().startsWith("\"") || operand.text().equals("null") && !field.equals("part");
        if (!fits) {
            throw tokens.invalidRule(
                    operand.line(),
                    operand.text(),
                    (number ? "a number" : "a text in quotes, null") + ", or a field of a claim named before");
        }
        return new PrecedenceRule.FieldConstraint(field, operator.text(), "", operand.text());
    }

    private PrecedenceRule.Consequence parseConsequence(
            List<PrecedenceRule.ClaimPattern> patterns, Set<String> variables) {
        RuleToken at = tokens.peek();
        String winner = parseVariable(variables);
        tokens.takeExpected(".");
        tokens.takeExpected("prevailsOver");
        tokens.takeExpected("(");
        String loser = parseVariable(variables);
        tokens.takeExpected(")");
        tokens.takeExpected(";");
        if (winner.equals(loser) || !areOnSamePart(patterns, winner, loser)) {
            throw tokens.invalidRule(
                    at.line(),
                    winner + ".prevailsOver(" + loser + ")",
                    "two claims on the same part: one of them with “part == " + loser + ".part” or “part == " + winner
                            + ".part”");
        }
        return new PrecedenceRule.Consequence(winner, loser);
    }

    private static boolean areOnSamePart(List<PrecedenceRule.ClaimPattern> patterns, String one, String other) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.constraints().stream()
                        .anyMatch(constraint -> constraint.field().equals("part")
                                && constraint.operator().equals("==")
                                && constraint.operand().equals("part")
                                && Set.of(pattern.variable(), constraint.variable())
                                        .equals(Set.of(one, other))));
    }

    private String parseVariable(Set<String> variables) {
        RuleToken at = tokens.peek();
        String variable = tokens.takeIdentifier();
        if (!variables.contains(variable)) {
            throw tokens.invalidRule(at.line(), variable, "a claim of this rule: " + String.join(", ", variables));
        }
        return variable;
    }
}
