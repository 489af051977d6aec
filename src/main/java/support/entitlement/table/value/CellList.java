package support.entitlement.table.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.text.NormalForm;

/**
 * Reads and writes the list in a cell. Commas, semicolons and line breaks separate its parts. A name that contains one
 * of them is in quotes; quotes within it are doubled.
 */
public final class CellList {

    private static final String SEPARATORS = ",;\n";
    private static final Pattern QUOTED = Pattern.compile(
            "\\s*(?:\"((?:[^\"]|\"\")*+)\"|[\u201C\u201E]([^\u201C\u201D\u201E]*+)[\u201C\u201D])\\s*(?=[" + SEPARATORS
                    + "]|\\z)");
    private static final Pattern SEPARATOR = Pattern.compile("[" + SEPARATORS + "]");

    private CellList() {}

    /** Returns the distinct parts of a list, without surrounding blanks and empty parts. */
    public static List<String> splitDistinct(String text) {
        return splitAll(text).stream().distinct().toList();
    }

    /** Returns the parts of a list, without surrounding blanks and empty parts. */
    public static List<String> splitAll(String text) {
        List<String> parts = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        Matcher separator = SEPARATOR.matcher(text);
        int from = 0;
        while (from <= text.length()) {
            int end;
            if (quoted.region(from, text.length()).lookingAt()) {
                end = quoted.end();
                parts.add(
                        quoted.group(1) == null
                                ? quoted.group(2)
                                : quoted.group(1).replace("\"\"", "\""));
            } else {
                end = separator.find(from) ? separator.start() : text.length();
                parts.add(text.substring(from, end));
            }
            from = end + 1;
        }
        return parts.stream()
                .map(NormalForm::of)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Returns the parts as one list that {@link #splitAll} splits into these parts again. */
    public static String joinParts(List<String> parts) {
        return String.join(", ", parts.stream().map(CellList::quotedIfNeeded).toList());
    }

    private static String quotedIfNeeded(String part) {
        boolean certain = splitAll(part).equals(List.of(part));
        return certain ? part : '"' + part.replace("\"", "\"\"") + '"';
    }
}
