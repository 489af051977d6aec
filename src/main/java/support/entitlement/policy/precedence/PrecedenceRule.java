package support.entitlement.policy.precedence;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule of precedence as it was read: nothing of the file itself is compiled, but what this says.
 *
 * @param name what it is called
 * @param patterns the claims that it needs, in order
 * @param actions who prevails over whom
 */
record PrecedenceRule(String name, List<ClaimPattern> patterns, List<Consequence> actions) {

    /** A claim, what it is called in the rule, and what must hold of it. */
    record ClaimPattern(String variable, List<FieldConstraint> constraints) {}

    /**
     * A comparison of a field.
     *
     * @param variable the claim that the other side is a field of; an empty text if it is a literal
     * @param operand the field or the literal
     */
    record FieldConstraint(String field, String operator, String variable, String operand) {

        String toDrl() {
            return field + " " + operator + " " + (variable.isEmpty() ? operand : "$" + variable + "." + operand);
        }
    }

    /** One claim prevails over another. */
    record Consequence(String winner, String loser) {}

    /** The rule for Drools, under a name of its own. */
    String toDrl(int number) {
        return "rule \"" + nameOf(number) + "\"\n" + bodyText();
    }

    static String nameOf(int number) {
        return "precedence_" + number;
    }

    /** What it says, apart from its name. */
    String bodyText() {
        String when = patterns.stream()
                .map(pattern -> "  $" + pattern.variable() + " : Claim( "
                        + pattern.constraints().stream()
                                .map(FieldConstraint::toDrl)
                                .collect(Collectors.joining(", "))
                        + " )\n")
                .collect(Collectors.joining());
        String then = actions.stream()
                .map(action -> "  $" + action.winner() + ".prevailsOver( $" + action.loser() + " );\n")
                .collect(Collectors.joining());
        return "when\n" + when + "then\n" + then + "end\n";
    }
}
