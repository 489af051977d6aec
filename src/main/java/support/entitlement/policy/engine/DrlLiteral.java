package support.entitlement.policy.engine;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes values as literals of Drools' rule language. Nothing that a cell holds can end its literal. */
final class DrlLiteral {

    private DrlLiteral() {}

    /**
     * A text in quotes. Signs are written in octal, because Drools looks into literals here and there: one that holds
     * {@code eval(true)} becomes {@code true}, and one that ends in a backslash mixes up those that follow. In octal,
     * Java and Drools' expressions read the same; in hexadecimal they do not. What octal cannot write are letters beyond ASCII:
     * they are written in hexadecimal, in capitals as MVEL wants them, because Drools reads rules in the default encoding of the machine.
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

    /** A number, with a fraction or without as it was written. */
    static String of(BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.precision() - number.scale() < 10;
        return whole ? number.toPlainString() : number.toPlainString() + "D";
    }
}
