package support.entitlement.table.sheet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * A format of dates, times or both. Dates and times of any order and language are read in ISO form.
 *
 * @param date true if it shows a date
 * @param time true if it shows a time
 * @param seconds true if the time has seconds
 * @param elapsed true if hours continue to count beyond a day
 */
record XlsxDateFormat(boolean date, boolean time, boolean seconds, boolean elapsed) implements XlsxFormat {

    /** The format of a date without a format of its own: it shows the time if there is one. */
    static final XlsxDateFormat ISO = new XlsxDateFormat(true, true, true, false);

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+\\])[^\\]]*\\]|;.*");
    private static final Pattern ELAPSED = Pattern.compile("\\[[hms]+\\]");
    private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;

    /**
     * Returns the format of this number or code. The built-in formats whose code depends on the country begin with
     * dates.
     */
    static XlsxDateFormat of(int number, @Nullable String code) {
        String known = code != null ? code : builtIn(number);
        String signs = LITERALS.matcher(known.toLowerCase(Locale.ROOT)).replaceAll("");
        boolean time = signs.contains("h")
                || signs.contains("s")
                || ELAPSED.matcher(signs).find();
        boolean date = signs.contains("d") || signs.contains("y") || !time;
        return new XlsxDateFormat(
                date, time, signs.contains("s"), ELAPSED.matcher(signs).find());
    }

    private static String builtIn(int number) {
        return switch (number) {
            case 18, 20 -> "h:mm";
            case 19, 21 -> "h:mm:ss";
            case 22 -> "m/d/yy h:mm";
            case 45, 47 -> "h:mm:ss";
            case 46 -> "[h]:mm:ss";
            default -> "yyyy-mm-dd";
        };
    }

    @Override
    public String formatNumber(double value, boolean from1904) {
        if (elapsed) {
            return formatElapsed(Math.round(value * SECONDS_OF_A_DAY));
        }
        LocalDateTime instant =
                DateUtil.isValidExcelDate(value) ? DateUtil.getLocalDateTime(value, from1904, true) : null;
        if (instant == null) {
            throw new IllegalArgumentException("This is no date of a spreadsheet");
        }
        return formatDateTime(instant);
    }

    /** Returns the text that a cell of this format shows for a date with a time. */
    String formatDateTime(LocalDateTime instant) {
        LocalTime shownTime =
                seconds ? instant.toLocalTime() : instant.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        if (!date) {
            return shownTime.toString();
        }
        LocalDate day = instant.toLocalDate();
        return time && !shownTime.equals(LocalTime.MIDNIGHT)
                ? day.atTime(shownTime).toString()
                : day.toString();
    }

    private String formatElapsed(long total) {
        long ofMinute = seconds ? total % 60 : 0;
        String text = String.format(Locale.ROOT, "%02d:%02d", total / 3600, total / 60 % 60);
        return ofMinute == 0 ? text : text + String.format(Locale.ROOT, ":%02d", ofMinute);
    }
}
