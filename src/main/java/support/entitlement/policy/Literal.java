package support.entitlement.policy;

import java.math.BigDecimal;

/** Writes values as literals of Drools' rule language. Nothing that a cell holds can end its literal. */
final class Literal {

    private Literal() {}

    /** A text in quotes. */
    static String of(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** A number, with a fraction or without as it was written. */
    static String of(BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.precision() - number.scale() < 10;
        return whole ? number.toPlainString() : number.toPlainString() + "D";
    }
}
