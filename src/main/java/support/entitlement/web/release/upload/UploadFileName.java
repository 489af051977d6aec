package support.entitlement.web.release.upload;

import java.util.regex.Pattern;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.sheet.SheetReader;

/** The names of the files that an upload may have. */
public final class UploadFileName {

    /** The description of the names that files may have. */
    public static final String FORM =
            "the name of a file that ends in .csv or .xlsx, such as plans.csv, made of letters, digits, blanks, “-”, “_” and “.”, beginning with"
                    + " a letter or digit, in no folder but " + TableFiles.SCENARIOS
                    + ", or " + Precedence.FILE;

    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Matches names that mean one file on every system and have no special characters of shells, logs or spreadsheets.
     */
    private static final Pattern FILE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.-]*");

    private UploadFileName() {}

    /** Returns true if a file that is sent may have this name. */
    public static boolean isValid(String name) {
        String file = name.startsWith(TableFiles.SCENARIOS) ? name.substring(TableFiles.SCENARIOS.length()) : name;
        if (name.equals(Precedence.FILE)) {
            return true;
        }
        return SheetReader.isTableFile(file)
                && file.length() <= MAX_NAME_LENGTH
                && FILE.matcher(file).matches();
    }
}
