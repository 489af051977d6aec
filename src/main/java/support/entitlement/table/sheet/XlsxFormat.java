package support.entitlement.table.sheet;

import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** The format in which cells of a workbook show their numbers. Immutable. */
sealed interface XlsxFormat permits XlsxDateFormat, XlsxNumberFormat {

    /** The format of cells without a format of their own. */
    XlsxFormat GENERAL = new XlsxNumberFormat("General");

    /**
     * Returns the format with this number in the list of formats.
     *
     * @param code the definition in the workbook, or null if the format is built in
     */
    static XlsxFormat of(int number, @Nullable String code) {
        if (DateUtil.isADateFormat(number, code == null ? null : XlsxNumberFormat.withoutWords(code))) {
            return XlsxDateFormat.of(number, code);
        }
        String known = code == null ? BuiltinFormats.getBuiltinFormat(number) : code;
        return new XlsxNumberFormat(known == null || code == null && isOfLocale(number) ? "" : known);
    }

    /** Returns true if spreadsheet programs replace a built-in format by the one of their user's country. */
    private static boolean isOfLocale(int number) {
        return number >= 5 && number <= 8 || number == 42 || number == 44;
    }

    /**
     * Returns the text that a cell shows for a number, with points before decimals and commas between thousands; dates
     * and times in ISO form.
     *
     * @throws IllegalArgumentException if the text is not known
     */
    String formatNumber(double value, boolean from1904);
}
