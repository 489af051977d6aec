package support.entitlement.table.sheet;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.format.CellFormat;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.NumberToTextConverter;

/**
 * A format of plain numbers. Apache POI formats the codes that it is known to format as spreadsheet programs do; all
 * other codes are rejected.
 *
 * @param code the format as the workbook writes it
 */
record XlsxNumberFormat(String code) implements XlsxFormat {

    /** From this size on, a spreadsheet program has dropped digits of the number that was typed. */
    private static final double TOO_LONG = 1e15;

    private static final Pattern GENERAL =
            Pattern.compile("(?:\\[[a-z]+\\d*])?(?:general|@)", Pattern.CASE_INSENSITIVE);
    private static final char LITERAL = '\u0001';
    private static final String WORDS = "\"[^\"]*\"|\\\\.|_.|\\*.";
    private static final Pattern LITERALS = Pattern.compile(WORDS
            + "|\\[(?i:black|white|red|green|blue|yellow|magenta|cyan|color ?\\d{1,2}|\\$[^]]*"
            + "|(?:[<>]=?|=|<>)-?\\d+(?:\\.\\d+)?)]");
    private static final Pattern SIGNS = Pattern.compile("[-0#?,.%$€£¥():'+; \u00A0" + LITERAL + "]*"
            + "(?:E[+-][0#?]+[" + LITERAL + ";() ]*)*(?:;[" + LITERAL + " ]*@[" + LITERAL + " ]*)?");
    private static final Pattern FRACTION = Pattern.compile("(?:[#0?]+ +)?[#0?]+/[#0?\\d]+");
    private static final Pattern BLANK_SECTION = Pattern.compile("(?<=\\A|;)(?=;|\\z)");

    @Override
    public String formatNumber(double value, boolean from1904) {
        BigDecimal number = new BigDecimal(NumberToTextConverter.toText(value));
        if (Math.abs(value) >= TOO_LONG) {
            return formatShortened(number);
        }
        if (GENERAL.matcher(code).matches()) {
            return number.toPlainString();
        }
        String signs = LITERALS.matcher(code).replaceAll(String.valueOf(LITERAL));
        if (FRACTION.matcher(signs.strip()).matches()) {
            return new DataFormatter(Locale.US).formatRawCellContents(value, -1, code);
        }
        if (code.isEmpty() || !SIGNS.matcher(signs).matches() || showsNoZero(signs, value)) {
            throw new IllegalArgumentException("The text that this format shows is not known");
        }
        return formatByCode(BLANK_SECTION.matcher(code).replaceAll("\"\""), value);
    }

    /** Returns a format without the words that it shows beside the number. */
    static String withoutWords(String code) {
        return code.replaceAll(WORDS, "");
    }

    /** Returns a number in the form to which spreadsheet programs shorten it: 1.91431E+18. */
    private static String formatShortened(BigDecimal number) {
        BigDecimal digits = number.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).toPlainString() + "E+" + exponent;
    }

    /**
     * Returns true if the format has no 0: then spreadsheet programs omit the zero before decimals, but Apache POI
     * shows it.
     */
    private static boolean showsNoZero(String signs, double value) {
        return Math.abs(value) < 1 && signs.contains("#") && signs.indexOf('0') < 0;
    }

    /**
     * Formats a number. The method is synchronized because the format objects are shared by all calls and keep the
     * state of a call.
     */
    private static synchronized String formatByCode(String code, double value) {
        try {
            return CellFormat.getInstance(Locale.US, code).apply(value).text;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The text that this format shows is not known", e);
        }
    }
}
