package support.entitlement.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.TableProblemCode;

/**
 * Reads rules of precedence: a small part of Drools' rule language, word by word. Rules compare fields of claims with literals and
 * with fields of other claims, and say which prevails; whatever else Drools might run is a problem with its line.
 *
 * <p>An instance reads one file and is then of no more use.
 */
final class PrecedenceReader {

    static final int MOST_RULES = 100;

    /** A rule looks at pairs of claims: so it costs no more than the square of how many terms a contract may have on one part. */
    static final int MAX_CLAIMS = 2;

    private static final int LONGEST_FILE = 100_000;

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
    private final List<Token> tokens = new ArrayList<>();
    private final List<PrecedenceRule> rules = new ArrayList<>();
    private int next;

    private PrecedenceReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    private record Token(String text, int line) {}

    /** What a file says, or the problem that keeps it from being read. */
    record Rules(List<PrecedenceRule> all, List<Problem> problems) {}

    /** Something that no rule of precedence may say. */
    private static final class NoPrecedenceException extends RuntimeException {

        private final transient Problem problem;

        NoPrecedenceException(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }
    }

    static Rules read(String file, String text) {
        PrecedenceReader reader = new PrecedenceReader(file, text);
        try {
            reader.split();
            reader.file();
            return new Rules(List.copyOf(reader.rules), List.of());
        } catch (NoPrecedenceException e) {
            return new Rules(List.of(), List.of(e.problem));
        }
    }

    private void split() {
        if (text.length() > LONGEST_FILE) {
            throw refused(1, text.substring(0, 1), "a file of up to " + LONGEST_FILE + " characters");
        }
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        for (int start = 0; start < text.length(); start = matcher.end()) {
            matcher.region(start, text.length());
            if (!matcher.lookingAt()) {
                throw refused(line, text.substring(start, Math.min(start + 1, text.length())), "a rule of precedence");
            }
            if (matcher.group("token") != null) {
                tokens.add(new Token(matcher.group("token"), line));
            }
            line += (int)
                    matcher.group().chars().filter(letter -> letter == '\n').count();
        }
    }

    private void file() {
        if (is("package")) {
            expect("package");
            name();
            skip(";");
        }
        while (is("import")) {
            expect("import");
            Token first = peek();
            String imported = name();
            if (!imported.equals(FACT)) {
                throw refused(first.line(), imported, FACT);
            }
            skip(";");
        }
        while (next < tokens.size()) {
            if (rules.size() == MOST_RULES) {
                throw refused(peek().line(), peek().text(), "the end: up to " + MOST_RULES + " rules may be");
            }
            rules.add(rule());
        }
    }

    private String name() {
        StringBuilder name = new StringBuilder(identifier());
        while (is(".")) {
            expect(".");
            name.append('.').append(identifier());
        }
        return name.toString();
    }

    private PrecedenceRule rule() {
        expect("rule");
        String name = string("the name of the rule in quotes");
        expect("when");
        List<PrecedenceRule.Pattern> patterns = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        do {
            if (patterns.size() == MAX_CLAIMS) {
                throw refused(
                        peek().line(), peek().text(), "“then”: a rule may look at up to " + MAX_CLAIMS + " claims");
            }
            patterns.add(pattern(variables));
        } while (!is("then"));
        expect("then");
        List<PrecedenceRule.Action> actions = new ArrayList<>();
        do {
            actions.add(action(patterns, variables));
        } while (!is("end"));
        expect("end");
        return new PrecedenceRule(name, patterns, actions);
    }

    private PrecedenceRule.Pattern pattern(Set<String> variables) {
        Token at = peek();
        String variable = identifier();
        if (RESERVED.contains(variable) || TEXTS.contains(variable) || variable.equals(NUMBER)) {
            throw refused(at.line(), variable, "a name for a claim, such as “signed”");
        }
        if (variables.contains(variable)) {
            throw refused(at.line(), variable, "a name that no other claim of this rule has");
        }
        expect(":");
        expect("Claim");
        expect("(");
        List<PrecedenceRule.Constraint> constraints = new ArrayList<>();
        while (!is(")")) {
            if (!constraints.isEmpty()) {
                expect(",");
            }
            constraints.add(constraint(variables));
        }
        expect(")");
        variables.add(variable);
        return new PrecedenceRule.Pattern(variable, constraints);
    }

    private PrecedenceRule.Constraint constraint(Set<String> variables) {
        Token at = peek();
        String field = identifier();
        boolean number = field.equals(NUMBER);
        if (!number && !TEXTS.contains(field)) {
            throw refused(at.line(), field, "a field of a claim: " + NUMBER + ", " + String.join(", ", sorted()));
        }
        Token operator = take("a comparison");
        if (!(number ? ORDER : EQUALITY).contains(operator.text())) {
            throw refused(
                    operator.line(),
                    operator.text(),
                    number ? "one of == != < <= > >=" : "== or !=, since it is a text");
        }
        Token operand = peek();
        if (variables.contains(operand.text())) {
            String variable = identifier();
            expect(".");
            Token other = peek();
            String otherField = identifier();
            if (number ? !otherField.equals(NUMBER) : !TEXTS.contains(otherField)) {
                throw refused(other.line(), otherField, number ? NUMBER : "a field with a text");
            }
            return new PrecedenceRule.Constraint(field, operator.text(), variable, otherField);
        }
        take("a value");
        boolean fits = number
                ? operand.text().matches("\\d+")
                : operand.text().startsWith("\"") || operand.text().equals("null") && !field.equals("part");
        if (!fits) {
            throw refused(
                    operand.line(),
                    operand.text(),
                    (number ? "a number" : "a text in quotes, null") + ", or a field of a claim named before");
        }
        return new PrecedenceRule.Constraint(field, operator.text(), "", operand.text());
    }

    private PrecedenceRule.Action action(List<PrecedenceRule.Pattern> patterns, Set<String> variables) {
        Token at = peek();
        String winner = variable(variables);
        expect(".");
        expect("prevailsOver");
        expect("(");
        String loser = variable(variables);
        expect(")");
        expect(";");
        if (winner.equals(loser) || !samePart(patterns, winner, loser)) {
            throw refused(
                    at.line(),
                    winner + ".prevailsOver(" + loser + ")",
                    "two claims on the same part: one of them with “part == " + loser + ".part” or “part == " + winner
                            + ".part”");
        }
        return new PrecedenceRule.Action(winner, loser);
    }

    private static boolean samePart(List<PrecedenceRule.Pattern> patterns, String one, String other) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.constraints().stream()
                        .anyMatch(constraint -> constraint.field().equals("part")
                                && constraint.operator().equals("==")
                                && constraint.operand().equals("part")
                                && Set.of(pattern.variable(), constraint.variable())
                                        .equals(Set.of(one, other))));
    }

    private String variable(Set<String> variables) {
        Token at = peek();
        String variable = identifier();
        if (!variables.contains(variable)) {
            throw refused(at.line(), variable, "a claim of this rule: " + String.join(", ", variables));
        }
        return variable;
    }

    private String identifier() {
        Token token = take("a name");
        if (!Character.isLetter(token.text().charAt(0))) {
            throw refused(token.line(), token.text(), "a name");
        }
        return token.text();
    }

    private String string(String what) {
        Token token = take(what);
        if (!token.text().startsWith("\"")) {
            throw refused(token.line(), token.text(), what);
        }
        return token.text().substring(1, token.text().length() - 1);
    }

    private boolean is(String wanted) {
        return next < tokens.size() && tokens.get(next).text().equals(wanted);
    }

    private void skip(String wanted) {
        if (is(wanted)) {
            next++;
        }
    }

    private void expect(String wanted) {
        Token token = take("“" + wanted + "”");
        if (!token.text().equals(wanted)) {
            throw refused(token.line(), token.text(), "“" + wanted + "”");
        }
    }

    private Token peek() {
        return next < tokens.size() ? tokens.get(next) : new Token("", lastLine());
    }

    private Token take(String wanted) {
        if (next == tokens.size()) {
            throw refused(lastLine(), "", wanted);
        }
        return tokens.get(next++);
    }

    private int lastLine() {
        return tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
    }

    private static List<String> sorted() {
        return TEXTS.stream().sorted().toList();
    }

    private NoPrecedenceException refused(int line, @Nullable String found, String right) {
        return new NoPrecedenceException(Problem.error(
                TableProblemCode.BAD_PRECEDENCE,
                new Place(file, null, String.valueOf(line)),
                found,
                found.isEmpty() ? "Something is missing at the end." : "A rule of precedence cannot say this here.",
                "Here must be " + right + "."));
    }
}
