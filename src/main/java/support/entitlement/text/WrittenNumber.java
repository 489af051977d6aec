package support.entitlement.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as people write it, in the digits of any script. Decimals follow a point or a comma, and thousands may be
 * separated by points, commas, blanks or apostrophes. One point or comma before exactly three digits is ambiguous, so a
 * number such as 1.500 is rejected with both of its possible values and never guessed.
 */
public final class WrittenNumber {

    private static final int MAX_LENGTH = 100;
    private static final String SIGN = "[+-]?";
    private static final Pattern ONE_SEPARATOR = Pattern.compile("(" + SIGN + "[1-9]\\d{0,2})[.,](\\d{3})");
    private static final Pattern THOUSANDS = Pattern.compile(
            "(" + SIGN + "[1-9]\\d{0,2})([.,' \\u066C])(\\d{3}(?:\\2\\d{3})*)(?:(?!\\2)[.,\\u066B](\\d+))?");
    private static final Pattern DECIMALS =
            Pattern.compile(SIGN + "(?=.?\\d)\\d*(?:[.,\\u066B]\\d*)?(?:[eE][+-]?\\d{1,9})?");
    private static final Pattern PERCENT = Pattern.compile("(.*\\d) ?[%\\uFF05\\u066A]");

    private WrittenNumber() {}

    /** Reports a number with two possible values. */
    public static final class AmbiguousNumberException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final transient List<BigDecimal> numbers;

        private AmbiguousNumberException(String text, BigDecimal one, BigDecimal other) {
            super("“" + text + "” has two readings: " + one.toPlainString() + " or " + other.toPlainString() + ".");
            this.numbers = List.of(one, other);
        }

        /** The two possible values. */
        public List<BigDecimal> possibleNumbers() {
            return numbers;
        }

        /** Returns a sentence that shows how to write either value unambiguously. */
        public String remedy() {
            return "Write " + formatUnambiguously(numbers.get(0)) + " or " + formatUnambiguously(numbers.get(1)) + ".";
        }
    }

    /** Returns the number in a form with one possible value: 1.5 for 1.500, and 1.1250 for 1.125. */
    public static String formatUnambiguously(BigDecimal number) {
        BigDecimal plain = number.abs().stripTrailingZeros();
        String text = (plain.scale() == 3 ? plain.setScale(4) : plain).toPlainString();
        return number.signum() < 0 ? "-" + text : text;
    }

    /**
     * Reads a number.
     *
     * @throws AmbiguousNumberException if it has two possible values
     * @throws IllegalArgumentException if it is not a number
     */
    public static BigDecimal parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new NumberFormatException("The text is too long for a number.");
        }
        String number = withPlainSigns(text);
        Matcher one = ONE_SEPARATOR.matcher(number);
        if (one.matches()) {
            throw new AmbiguousNumberException(
                    text, new BigDecimal(one.group(1) + one.group(2)), joinDecimals(one.group(1), one.group(2)));
        }
        Matcher thousands = THOUSANDS.matcher(number);
        if (thousands.matches()) {
            String whole = thousands.group(1) + thousands.group(3).replaceAll("\\D", "");
            return thousands.group(4) == null ? new BigDecimal(whole) : joinDecimals(whole, thousands.group(4));
        }
        if (DECIMALS.matcher(number).matches()) {
            return new BigDecimal(number.replaceFirst("[,\\u066B]", "."));
        }
        refusePercent(text, number);
        throw new NumberFormatException("“" + text + "” is not a number.");
    }

    /** Returns true if the text is written as a number, even an ambiguous one. */
    public static boolean isNumber(String text) {
        try {
            parse(text);
            return true;
        } catch (AmbiguousNumberException e) {
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigDecimal joinDecimals(String whole, String decimals) {
        return new BigDecimal(whole + "." + decimals);
    }

    /** Rejects a percentage, because 5 % may mean 5 or 0.05. */
    private static void refusePercent(String text, String number) {
        Matcher percent = PERCENT.matcher(number);
        if (percent.matches()) {
            BigDecimal points = parse(percent.group(1));
            throw new AmbiguousNumberException(text, points, points.movePointLeft(2));
        }
    }

    private static String withPlainSigns(String text) {
        StringBuilder plain = new StringBuilder();
        text.strip().codePoints().forEach(sign -> plain.appendCodePoint(toPlainSign(sign)));
        return plain.toString();
    }

    private static int toPlainSign(int sign) {
        if (Character.isDigit(sign)) {
            return '0' + Character.digit(sign, 10);
        }
        return switch (sign) {
            case '\u2212', '\uFF0D', '\uFE63' -> '-';
            case '\uFF0B' -> '+';
            case '\uFF0E' -> '.';
            case '\uFF0C' -> ',';
            case '\u2019', '\uFF07' -> '\'';
            default -> Character.getType(sign) == Character.SPACE_SEPARATOR ? ' ' : sign;
        };
    }
}
