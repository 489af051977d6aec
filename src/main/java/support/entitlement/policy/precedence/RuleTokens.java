package support.entitlement.policy.precedence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/** The words and signs of a file of rules of precedence, taken one after the other. Single use. */
final class RuleTokens {

    private static final int MAX_FILE_LENGTH = 100_000;

    private static final Pattern TOKEN = Pattern.compile("\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
            + "|(?<token>\"[^\"\\\\\\p{Cntrl}]*\"|[A-Za-z][A-Za-z0-9]*|\\d{1,9}|==|!=|<=|>=|[<>():,.;])");

    private final String file;
    private final List<RuleToken> tokens = new ArrayList<>();
    private int next;

    /**
     * Splits a text into tokens.
     *
     * @throws InvalidRuleException if it holds something that no rule of precedence has
     */
    RuleTokens(String file, String text) {
        this.file = file;
        splitText(text);
    }

    /** A word or sign, and its line. */
    record RuleToken(String text, int line) {}

    /** Reports a text that is not part of the language. */
    static final class InvalidRuleException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        InvalidRuleException(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private void splitText(String text) {
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

    boolean isAtEnd() {
        return next == tokens.size();
    }

    String takeIdentifier() {
        RuleToken token = takeToken("a name");
        if (!Character.isLetter(token.text().charAt(0))) {
            throw invalidRule(token.line(), token.text(), "a name");
        }
        return token.text();
    }

    String takeString(String what) {
        RuleToken token = takeToken(what);
        if (!token.text().startsWith("\"")) {
            throw invalidRule(token.line(), token.text(), what);
        }
        return token.text().substring(1, token.text().length() - 1);
    }

    boolean isNext(String wanted) {
        return next < tokens.size() && tokens.get(next).text().equals(wanted);
    }

    void skipOptional(String wanted) {
        if (isNext(wanted)) {
            next++;
        }
    }

    void takeExpected(String wanted) {
        RuleToken token = takeToken("“" + wanted + "”");
        if (!token.text().equals(wanted)) {
            throw invalidRule(token.line(), token.text(), "“" + wanted + "”");
        }
    }

    RuleToken peek() {
        return next < tokens.size() ? tokens.get(next) : new RuleToken("", lastLine());
    }

    RuleToken takeToken(String wanted) {
        if (next == tokens.size()) {
            throw invalidRule(lastLine(), "", wanted);
        }
        return tokens.get(next++);
    }

    private int lastLine() {
        return tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
    }

    /** Returns the exception that reports a token, and what would be right in its place. */
    InvalidRuleException invalidRule(int line, String found, String right) {
        return new InvalidRuleException(Problem.error(
                TableProblemCode.BAD_PRECEDENCE,
                new Place(file, null, String.valueOf(line)),
                found,
                found.isEmpty() ? "Something is missing at the end." : "A rule of precedence cannot say this here.",
                "Here must be " + right + "."));
    }
}
