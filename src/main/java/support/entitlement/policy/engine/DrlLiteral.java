package support.entitlement.policy.engine;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes values as literals of Drools' rule language. No content of a cell can end its literal. */
final class DrlLiteral {

    private DrlLiteral() {}

    /**
     * Returns a text in quotes. Characters are written in octal, because some parts of Drools parse the contents of
     * literals: one that contains {@code eval(true)} becomes {@code true}, and one that ends in a backslash corrupts
     * those that follow. Java and Drools' expressions read octal alike, but not hexadecimal. Octal cannot express
     * letters beyond ASCII: they are written in hexadecimal, in capitals as MVEL requires, because Drools reads rules
     * in the default encoding of the machine.
     */
    static String of(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                literal.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else if (c != ' ' && !Character.isLetterOrDigit(c)) {
                literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** Returns a number, with or without a fraction as it was written. */
    static String of(BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.precision() - number.scale() < 10;
        return whole ? number.toPlainString() : number.toPlainString() + "D";
    }
}
