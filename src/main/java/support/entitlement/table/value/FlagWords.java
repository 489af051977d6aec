package support.entitlement.table.value;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.text.NormalForm;

/**
 * The words for yes and no. Spreadsheet programs write truth values in the language of their user interface: a German
 * Excel turns TRUE into WAHR, and writes WAHR into the CSV.
 */
public final class FlagWords {

    private static final String YES =
            "yes true wahr vrai verdadero verdadeiro vero waar sant sand sann tosi prawda pravda"
                    + " igaz adevărat cert tõene doğru истина істина";
    private static final String NO = "no false falsch faux falso onwaar falskt falsk usann epätosi fałsz nepravda hamis"
            + " fals väär yanlış ложь хибність";
    private static final Map<String, Boolean> WORDS = Stream.concat(
                    Stream.of(YES.split(" ")).map(word -> Map.entry(NormalForm.key(word), true)),
                    Stream.of(NO.split(" ")).map(word -> Map.entry(NormalForm.key(word), false)))
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private FlagWords() {}

    /** Returns the truth value that a word stands for, in any case. */
    public static Optional<Boolean> findFlag(String word) {
        return Optional.ofNullable(WORDS.get(NormalForm.key(word)));
    }
}
