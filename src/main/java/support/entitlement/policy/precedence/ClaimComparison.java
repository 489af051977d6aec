package support.entitlement.policy.precedence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Claim;
import support.entitlement.policy.precedence.PrecedenceRule.FieldConstraint;

/**
 * A comparison of a field of a claim with a literal, or with a field of another claim.
 *
 * @param field the field
 * @param operator the sign of the comparison; texts are compared by == and != only
 * @param otherField the field of the other claim; null if the comparison is with a literal
 * @param literal a text, a number, or null
 */
record ClaimComparison(
        ClaimField field,
        String operator,
        @Nullable ClaimField otherField,
        @Nullable Object literal) {

    /** Reads a constraint that the parser has accepted. */
    static ClaimComparison of(FieldConstraint constraint) {
        ClaimField field = ClaimField.find(constraint.field()).orElseThrow();
        return constraint.variable().isEmpty()
                ? new ClaimComparison(field, constraint.operator(), null, readLiteral(constraint.operand()))
                : new ClaimComparison(
                        field,
                        constraint.operator(),
                        ClaimField.find(constraint.operand()).orElseThrow(),
                        null);
    }

    private static @Nullable Object readLiteral(String written) {
        if (written.startsWith("\"")) {
            return written.substring(1, written.length() - 1);
        }
        return written.equals("null") ? null : Integer.valueOf(written);
    }

    /** Returns true if it holds for a claim or not whatever other claims there are. */
    boolean isWithLiteral() {
        return otherField == null;
    }

    /** Returns whether it holds for a claim. The other claim is read only if it is not with a literal. */
    boolean holds(Claim claim, Claim other) {
        Object left = field.valueIn(claim);
        Object right = otherField == null ? literal : otherField.valueIn(other);
        return switch (operator) {
            case "==" -> Objects.equals(left, right);
            case "!=" -> !Objects.equals(left, right);
            case "<" -> compare(left, right) < 0;
            case "<=" -> compare(left, right) <= 0;
            case ">" -> compare(left, right) > 0;
            case ">=" -> compare(left, right) >= 0;
            default -> throw new IllegalStateException("The parser has let pass the comparison " + operator);
        };
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        return Integer.compare((Integer) Objects.requireNonNull(left), (Integer) Objects.requireNonNull(right));
    }
}
