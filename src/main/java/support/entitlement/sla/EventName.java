package support.entitlement.sla;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import support.entitlement.text.NormalForm;

/**
 * The name of an event in the form in which names are compared: its words, without regard to case, separators and
 * invisible characters. {@code Re-opened} and {@code reopened} are equal, and so are {@code canceled} and {@code
 * cancelled}, and the forms of {@code opened}.
 *
 * @param words at least one, in lower case
 */
record EventName(List<String> words) implements Comparable<EventName> {

    private static final Pattern SEPARATORS = Pattern.compile("[ _-]+");
    private static final Map<String, String> SPELLINGS = Map.of(
            "open", Event.OPENED,
            "opens", Event.OPENED,
            "opening", Event.OPENED,
            "reopened", Event.REOPENED,
            "canceled", Event.CANCELLED);

    /** Endings of nouns: reply, approv-al, escalat-ion, resol-ution, analys-is, acknowledge-ment, clos-ure, respon-se, deci-sion. */
    private static final Set<String> NOUNS =
            Set.of("y", "al", "ation", "ion", "ution", "is", "ment", "ement", "ure", "se", "sion");

    /** Endings of verbs; respon-d and respon-ded, deci-de and deci-ded, resol-ve and resol-ved, too. */
    private static final Set<String> VERBS = Set.of("", "e", "d", "ed", "de", "ded", "ied", "ve", "ved", "s", "ing");

    private static final int MIN_SHARED_LETTERS = 3;

    static EventName of(String text) {
        String plain = NormalForm.key(text);
        List<String> words =
                SEPARATORS.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return new EventName(List.of(plain)); // A name that consists only of separators counts as one word.
        }
        String spelling = SPELLINGS.get(String.join("", words));
        return new EventName(spelling == null ? words : List.of(spelling));
    }

    boolean is(String type) {
        return words.size() == 1 && words.get(0).equals(type);
    }

    /** Returns true if each word is a form of the word at its place in the other name: “replied” of “reply”. */
    boolean isFormOf(EventName other) {
        return matchesWords(other.words, EventName::areForms);
    }

    /**
     * Returns true if each word equals that of the other name, or is a form of it that means completion: a past tense
     * or a noun, such as “responded” or “response” for “respond”. “responding” and “responds” are neither.
     */
    boolean isCompletedFormOf(EventName other) {
        return matchesWords(other.words, EventName::isCompletedForm);
    }

    private boolean matchesWords(List<String> others, BiPredicate<String, String> kind) {
        return words.size() == others.size()
                && IntStream.range(0, words.size()).allMatch(i -> kind.test(words.get(i), others.get(i)));
    }

    private static boolean areForms(String word, String other) {
        return word.equals(other)
                || sharedLetters(word, other) >= MIN_SHARED_LETTERS
                        && isEnding(endingOf(word, other))
                        && isEnding(endingOf(other, word));
    }

    private static boolean isCompletedForm(String word, String other) {
        return word.equals(other)
                || areForms(word, other) && (word.endsWith("ed") || NOUNS.contains(endingOf(word, other)));
    }

    private static boolean isEnding(String ending) {
        return VERBS.contains(ending) || NOUNS.contains(ending);
    }

    private static String endingOf(String word, String other) {
        return word.substring(sharedLetters(word, other));
    }

    private static int sharedLetters(String word, String other) {
        int shorter = Math.min(word.length(), other.length());
        int shared = 0;
        while (shared < shorter && word.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    /** Returns the name without the words before this position. */
    EventName wordsFrom(int word) {
        return new EventName(words.subList(word, words.size()));
    }

    /** Returns the name without the words from this position on. */
    EventName wordsUntil(int word) {
        return new EventName(words.subList(0, word));
    }

    @Override
    public int compareTo(EventName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
