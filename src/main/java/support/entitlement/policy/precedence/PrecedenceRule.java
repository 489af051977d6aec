package support.entitlement.policy.precedence;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule of precedence as it was read: only this content is built, never the text of the file.
 *
 * @param name the name of the rule
 * @param patterns the claims that it needs, in order
 * @param actions the claims that prevail over others
 */
record PrecedenceRule(String name, List<ClaimPattern> patterns, List<Consequence> actions) {

    /** A claim, its name in the rule, and the constraints on it. */
    record ClaimPattern(String variable, List<FieldConstraint> constraints) {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Pattern[" + "variable=" + variable + ", " + "constraints=" + constraints + "]";
        }
    }

    /**
     * A comparison of a field.
     *
     * @param variable the claim whose field is the other side; an empty text if it is a literal
     * @param operand the field or the literal
     */
    record FieldConstraint(String field, String operator, String variable, String operand) {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Constraint[" + "field=" + field + ", " + "operator=" + operator + ", " + "variable=" + variable
                    + ", " + "operand=" + operand + "]";
        }

        String toDrl() {
            return field + " " + operator + " " + (variable.isEmpty() ? operand : "$" + variable + "." + operand);
        }
    }

    /** One claim prevails over another. */
    record Consequence(String winner, String loser) {

        /** Returns the text from which revisions are made, which must stay as it is from version to version. */
        @Override
        public String toString() {
            return "Action[" + "winner=" + winner + ", " + "loser=" + loser + "]";
        }
    }

    /** Returns the name under which Drools knows the rule of a number. */
    static String nameOf(int number) {
        return "precedence_" + number;
    }

    /** Returns the rule without its name. */
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
