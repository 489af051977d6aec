package support.entitlement.policy.precedence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

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

    private static final int MAX_FILE_LENGTH = 100_000;

    private static final String FACT = "support.entitlement.decision.Claim";
    private static final Set<String> TEXTS =
            Set.of("part", "basis", "issueType", "slaCategory", "milestone", "channel", "allowance");
    private static final String NUMBER = "specificity";
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> ORDER = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of(
            "rule", "when", "then", "end", "package", "import", "null", "true", "false", "not", "exists", "eval");
    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
            + "|(?<token>\"[^\"\\\\\\p{Cntrl}]*\"|[A-Za-z][A-Za-z0-9]*|\\d{1,9}|==|!=|<=|>=|[<>():,.;])");

    private final String file;
    private final String text;
    private final List<RuleToken> tokens = new ArrayList<>();
    private final List<PrecedenceRule> rules = new ArrayList<>();
    private int next;

    private PrecedenceParser(String file, String text) {
        this.file = file;
        this.text = text;
    }

    private record RuleToken(String text, int line) {}

    /** The rules of a file, or the problem that prevents reading it. */
    record ParsedRules(List<PrecedenceRule> all, List<Problem> problems) {}

    /** Reports a text that is not part of the language. */
    private static final class InvalidRuleException extends RuntimeException {

        private final transient Problem problem;

        InvalidRuleException(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }
    }

    static ParsedRules parseRules(String file, String text) {
        PrecedenceParser reader = new PrecedenceParser(file, text);
        try {
            reader.splitTokens();
            reader.parseFile();
            return new ParsedRules(List.copyOf(reader.rules), List.of());
        } catch (InvalidRuleException e) {
            return new ParsedRules(List.of(), List.of(e.problem));
        }
    }

    private void splitTokens() {
        if (text.length() > MAX_FILE_LENGTH) {
            throw invalidRule(1, text.substring(0, 1), "a file of up to " + MAX_FILE_LENGTH + " characters");
        }
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        for (int start = 0; start < text.length(); start = matcher.end()) {
            matcher.region(start, text.length());
            if (!matcher.lookingAt()) {
                throw invalidRule(
                        line, text.substring(start, Math.min(start + 1, text.length())), "a rule of precedence");
            }
            if (matcher.group("token") != null) {
                tokens.add(new RuleToken(matcher.group("token"), line));
            }
            line += (int)
                    matcher.group().chars().filter(letter -> letter == '\n').count();
        }
    }

    private void parseFile() {
        if (isNext("package")) {
            takeExpected("package");
            parseQualifiedName();
            skipOptional(";");
        }
        while (isNext("import")) {
            takeExpected("import");
            RuleToken first = peek();
            String imported = parseQualifiedName();
            if (!imported.equals(FACT)) {
                throw invalidRule(first.line(), imported, FACT);
            }
            skipOptional(";");
        }
        while (next < tokens.size()) {
            if (rules.size() == MAX_RULES) {
                throw invalidRule(peek().line(), peek().text(), "the end: up to " + MAX_RULES + " rules may be");
            }
            rules.add(parseRule());
        }
    }

    private String parseQualifiedName() {
        StringBuilder name = new StringBuilder(takeIdentifier());
        while (isNext(".")) {
            takeExpected(".");
            name.append('.').append(takeIdentifier());
        }
        return name.toString();
    }

    private PrecedenceRule parseRule() {
        takeExpected("rule");
        String name = takeString("the name of the rule in quotes");
        takeExpected("when");
        List<PrecedenceRule.ClaimPattern> patterns = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        do {
            if (patterns.size() == MAX_CLAIMS) {
                throw invalidRule(
                        peek().line(), peek().text(), "“then”: a rule may look at up to " + MAX_CLAIMS + " claims");
            }
            patterns.add(parsePattern(variables));
        } while (!isNext("then"));
        takeExpected("then");
        List<PrecedenceRule.Consequence> actions = new ArrayList<>();
        do {
            actions.add(parseConsequence(patterns, variables));
        } while (!isNext("end"));
        takeExpected("end");
        return new PrecedenceRule(name, patterns, actions);
    }

    private PrecedenceRule.ClaimPattern parsePattern(Set<String> variables) {
        RuleToken at = peek();
        String variable = takeIdentifier();
        if (RESERVED.contains(variable) || TEXTS.contains(variable) || variable.equals(NUMBER)) {
            throw invalidRule(at.line(), variable, "a name for a claim, such as “signed”");
        }
        if (variables.contains(variable)) {
            throw invalidRule(at.line(), variable, "a name that no other claim of this rule has");
        }
        takeExpected(":");
        takeExpected("Claim");
        takeExpected("(");
        List<PrecedenceRule.FieldConstraint> constraints = new ArrayList<>();
        while (!isNext(")")) {
            if (!constraints.isEmpty()) {
                takeExpected(",");
            }
            constraints.add(parseConstraint(variables));
        }
        takeExpected(")");
        variables.add(variable);
        return new PrecedenceRule.ClaimPattern(variable, constraints);
    }

    private PrecedenceRule.FieldConstraint parseConstraint(Set<String> variables) {
        RuleToken at = peek();
        String field = takeIdentifier();
        boolean number = field.equals(NUMBER);
        if (!number && !TEXTS.contains(field)) {
            throw invalidRule(
                    at.line(), field, "a field of a claim: " + NUMBER + ", " + String.join(", ", sortedTextFields()));
        }
        RuleToken operator = takeToken("a comparison");
        if (!(number ? ORDER : EQUALITY).contains(operator.text())) {
            throw invalidRule(
                    operator.line(),
                    operator.text(),
                    number ? "one of == != < <= > >=" : "== or !=, since it is a text");
        }
        RuleToken operand = peek();
        if (variables.contains(operand.text())) {
            String variable = takeIdentifier();
            takeExpected(".");
            RuleToken other = peek();
            String otherField = takeIdentifier();
            if (number ? !otherField.equals(NUMBER) : !TEXTS.contains(otherField)) {
                throw invalidRule(other.line(), otherField, number ? NUMBER : "a field with a text");
            }
            return new PrecedenceRule.FieldConstraint(field, operator.text(), variable, otherField);
        }
        takeToken("a value");
        boolean fits = number
                ? operand.text().matches("\\d+")
                : operand.text().startsWith("\"") || operand.text().equals("null") && !field.equals("part");
        if (!fits) {
            throw invalidRule(
                    operand.line(),
                    operand.text(),
                    (number ? "a number" : "a text in quotes, null") + ", or a field of a claim named before");
        }
        return new PrecedenceRule.FieldConstraint(field, operator.text(), "", operand.text());
    }

    private PrecedenceRule.Consequence parseConsequence(
            List<PrecedenceRule.ClaimPattern> patterns, Set<String> variables) {
        RuleToken at = peek();
        String winner = parseVariable(variables);
        takeExpected(".");
        takeExpected("prevailsOver");
        takeExpected("(");
        String loser = parseVariable(variables);
        takeExpected(")");
        takeExpected(";");
        if (winner.equals(loser) || !areOnSamePart(patterns, winner, loser)) {
            throw invalidRule(
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
        RuleToken at = peek();
        String variable = takeIdentifier();
        if (!variables.contains(variable)) {
            throw invalidRule(at.line(), variable, "a claim of this rule: " + String.join(", ", variables));
        }
        return variable;
    }

    private String takeIdentifier() {
        RuleToken token = takeToken("a name");
        if (!Character.isLetter(token.text().charAt(0))) {
            throw invalidRule(token.line(), token.text(), "a name");
        }
        return token.text();
    }

    private String takeString(String what) {
        RuleToken token = takeToken(what);
        if (!token.text().startsWith("\"")) {
            throw invalidRule(token.line(), token.text(), what);
        }
        return token.text().substring(1, token.text().length() - 1);
    }

    private boolean isNext(String wanted) {
        return next < tokens.size() && tokens.get(next).text().equals(wanted);
    }

    private void skipOptional(String wanted) {
        if (isNext(wanted)) {
            next++;
        }
    }

    private void takeExpected(String wanted) {
        RuleToken token = takeToken("“" + wanted + "”");
        if (!token.text().equals(wanted)) {
            throw invalidRule(token.line(), token.text(), "“" + wanted + "”");
        }
    }

    private RuleToken peek() {
        return next < tokens.size() ? tokens.get(next) : new RuleToken("", lastLine());
    }

    private RuleToken takeToken(String wanted) {
        if (next == tokens.size()) {
            throw invalidRule(lastLine(), "", wanted);
        }
        return tokens.get(next++);
    }

    private int lastLine() {
        return tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
    }

    private static List<String> sortedTextFields() {
        return TEXTS.stream().sorted().toList();
    }

    private InvalidRuleException invalidRule(int line, @Nullable String found, String right) {
        return new InvalidRuleException(Problem.error(
                TableProblemCode.BAD_PRECEDENCE,
                new Place(file, null, String.valueOf(line)),
                found,
                found.isEmpty() ? "Something is missing at the end." : "A rule of precedence cannot say this here.",
                "Here must be " + right + "."));
    }
}
