package support.entitlement.web.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Describes for callers where and why a text is not JSON. The parser's own message is never passed on, since it names
 * settings and classes. An unknown kind of error is only located.
 */
public final class MalformedJson {

    private static final String VALUES = "text in double quotes, a number, true, false, null, an array or an object";

    /** Maps the beginning of a parser's message to the sentence for callers; {@code $1} is the group of the pattern. */
    private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

    static {
        addKind("Unexpected end-of-input.*for Object", "it ends where the } of an object is still expected");
        addKind("Unexpected end-of-input.*for Array", "it ends where the ] of an array is still expected");
        addKind(
                "Unexpected end-of-input.*(?:STRING|String|escape)",
                "it ends within a text, whose closing \" is missing");
        addKind("Unexpected end-of-input", "it ends before it is complete");
        addKind("Unexpected character.*comment", "comments are no JSON");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*double-quote to start",
                "a name in double quotes is expected, not “$1”");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*a colon to",
                "a colon is expected between a name and its value, not “$1”");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*separate Object",
                "a comma or } is expected after a value, not “$1”");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*separate Array",
                "a comma or ] is expected after a value, not “$1”");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*hex-digit",
                "four hexadecimal digits are expected after \\u, not “$1”");
        addKind(
                "Unexpected character \\('(.*?)' \\(.*plus signs",
                "a number begins with a digit or a minus, not with “$1”");
        addKind("Unexpected character \\('(.*?)' \\(.*numeric value", "a digit of a number is expected, not “$1”");
        addKind("Unexpected character \\('(.*?)' \\(", "a value is expected (" + VALUES + "), not “$1”");
        addKind("(?:Unrecognized|Non-standard) token '(.*?)'", "“$1” is no value: write " + VALUES);
        addKind("Unexpected close marker '(.*?)'", "this “$1” closes nothing that was opened");
        addKind("Trailing token", "it must be one value and nothing more");
        addKind("Duplicate Object property \"(.*)\"", "the name “$1” stands twice in one object");
        addKind(
                "Illegal unquoted character",
                "a line end, tab or other control character in a text is written as \\n, \\t or \\u0000");
        addKind("Illegal character", "there is a control character between values");
        addKind(
                "Unrecognized character escape '(.*?)'",
                "“\\$1” has no meaning in a text; a backslash itself is written as \\\\");
        addKind(
                "Invalid numeric value: Leading zeroes",
                "a number does not begin with a zero that stands before other digits");
        addKind("Invalid UTF-8", "it is not UTF-8 from here on");
        addKind(
                "Document nesting depth.*allowed \\((\\d+)",
                "arrays and objects stand more than $1 deep in each other");
        addKind("Token count.*allowed \\((\\d+)", "it has more than $1 names, values and brackets");
        addKind("Number value length.*allowed \\((\\d+)", "a number has more than $1 digits");
        addKind("(?:String value|Name) length.*allowed \\((\\d+)", "a text has more than $1 characters");
    }

    private MalformedJson() {}

    private static void addKind(String beginning, String sentence) {
        KINDS.put(Pattern.compile(beginning, Pattern.DOTALL), sentence);
    }

    public static String explain(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return "This is not JSON" + where + ": " + explainMessage(e.getOriginalMessage()) + ".";
    }

    private static String explainMessage(String message) {
        for (Map.Entry<Pattern, String> kind : KINDS.entrySet()) {
            Matcher matcher = kind.getKey().matcher(message);
            if (matcher.lookingAt()) {
                return kind.getValue().replace("$1", matcher.groupCount() == 0 ? "" : describeFound(matcher.group(1)));
            }
        }
        return "it is malformed there";
    }

    /**
     * Describes the text at the error. A single character that may look like another one, or is invisible, is given
     * with its Unicode number.
     */
    private static String describeFound(String found) {
        int sign = found.isEmpty() ? 0 : found.codePointAt(0);
        boolean one = found.codePointCount(0, found.length()) == 1;
        return one && sign > '~' ? String.format(Locale.ROOT, "%s (U+%04X)", found, sign) : Quote.of(found);
    }
}
