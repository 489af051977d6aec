package support.entitlement.table.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.text.Sha256;

/**
 * Checks a file that is not UTF-8 and was read as Windows-1252, the encoding of older spreadsheet programs in western
 * Europe. The bytes do not identify their encoding: other languages and systems use others, and only the words show it.
 * A word that cannot occur in the languages of Windows-1252 is rejected; all other words that depend on the encoding
 * are listed, for people to check.
 */
final class LegacyEncodingCheck {

    private static final int MAX_LISTED = 20;
    private static final String CAPITALS = "À-ÖØ-ÞŠŒŽŸ";
    private static final String LETTERS = "À-ÖØ-öø-ÿŠšŽžŒœŸ";
    private static final String SIGNS = "¤¦¨¬¯±¶¸";

    /** A symbol within a word, a capital after a small letter, or more accents in a row than any word has. */
    private static final Pattern NO_WORD = Pattern.compile("\\p{L}[" + SIGNS + "¢£¥¼½¾¡§©°²³µ¹¿ƒ‚„“”†‡ˆ‰•˜€]\\p{L}"
            + "|(?<![\\p{L}\\d])[" + SIGNS + "¢£¥²³¹]\\p{L}|\\p{L}[" + SIGNS + "¼½¾](?![\\p{L}\\d])"
            + "|[a-zß-öø-ÿšœž][" + CAPITALS + "]|[A-Z][" + CAPITALS + "]\\p{Ll}|[" + LETTERS + "]{3}");

    private static final Pattern LETTER = Pattern.compile("[\\p{L}&&[^\\x00-\\x7F]]|[" + SIGNS + "¢£¥¼½¾²³¹¿]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private LegacyEncodingCheck() {}

    /** Returns a problem for each impossible word, and a warning that lists the others. */
    static List<Problem> checkSheet(Sheet sheet) {
        Map<String, Place> words = findDependentWords(sheet);
        List<Problem> problems = new ArrayList<>();
        words.forEach((word, place) -> {
            if (problems.size() < MAX_LISTED && NO_WORD.matcher(word).find()) {
                problems.add(Problem.error(
                        TableProblemCode.UNKNOWN_ENCODING,
                        place,
                        word,
                        "The file is not UTF-8, and read as Windows-1252, which older spreadsheets write, this is no word.",
                        "Save the file as “CSV UTF-8”, or as .xlsx."));
            }
        });
        problems.add(Problem.warning(
                        TableProblemCode.NOT_UTF_8,
                        Place.ofFile(sheet.file()),
                        "",
                        "The file is not UTF-8; it is read as Windows-1252, which older spreadsheets write."
                                + listWords(words),
                        "Check these letters, and save it as “CSV UTF-8”.")
                .withCounterparts(List.of(new Counterpart.Words(Sha256.hashText(String.join(" ", words.keySet()))))));
        return problems;
    }

    /** Returns true if a text that was read as Windows-1252 contains letters that no word of its languages has. */
    static boolean hasNoWord(String text) {
        return BLANKS.splitAsStream(text).anyMatch(word -> NO_WORD.matcher(word).find());
    }

    /** Returns the words whose letters depend on the encoding, each with the first of its cells. */
    private static Map<String, Place> findDependentWords(Sheet sheet) {
        Map<String, Place> words = new LinkedHashMap<>();
        for (int row = 0; row < sheet.rows().size(); row++) {
            for (int column = 0; column < sheet.rowWidth(row); column++) {
                Place place = sheet.cellPlace(row, column);
                BLANKS.splitAsStream(sheet.cellText(row, column))
                        .filter(word -> LETTER.matcher(word).find()
                                || NO_WORD.matcher(word).find())
                        .forEach(word -> words.putIfAbsent(word, place));
            }
        }
        return words;
    }

    private static String listWords(Map<String, Place> words) {
        if (words.isEmpty()) {
            return "";
        }
        int more = words.size() - MAX_LISTED;
        return words.entrySet().stream()
                .limit(MAX_LISTED)
                .map(word -> "“" + word.getKey() + "” in " + word.getValue().cell())
                .collect(Collectors.joining(
                        ", ", " Other encodings read otherwise ", more > 0 ? ", and " + more + " more." : "."));
    }
}
