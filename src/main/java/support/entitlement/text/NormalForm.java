package support.entitlement.text;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of texts: two texts that a reader cannot tell apart are equal in it. Every name and text is converted
 * to this form on entry, be it a cell, a field of a request, a parameter or an argument of a command. Stateless and
 * thread-safe.
 *
 * <p>Texts are kept in Unicode's form NFC, which unites texts of equal appearance and nothing else: NFKC would read 10²
 * as 102. Only names that are compared are reduced further, to a {@link #key}.
 */
public final class NormalForm {

    /** Compares names by their {@link #key}. */
    public static final Comparator<String> ORDER = Comparator.comparing(NormalForm::key);

    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\n\\u2028\\u2029\\u0085\\u000B\\f]");

    /** Invisible marks that no script needs: hints for word breaks and for the writing direction. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFEFF]");

    /**
     * Joiners shape letters of Persian and of Indian scripts, and emoji; beside any other character they have no
     * effect.
     */
    private static final Pattern IDLE_JOINER = Pattern.compile("(?<!JOINED)[\\u200C\\u200D]|[\\u200C\\u200D](?!JOINED)"
            .replace("JOINED", "[\\x{0590}-\\x{1DFF}\\x{2190}-\\x{10FFFF}&&[^\\p{Zs}]]"));

    /** Variation selectors, which choose between shapes of a letter, and letters that show nothing. */
    private static final Pattern IGNORABLE =
            Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180D\\u200C\\u200D\\u3164\\uFE00-\\uFE0F"
                    + "\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern OTHER_WIDTH = Pattern.compile("[\\uFF01-\\uFF9F\\uFFE0-\\uFFE6]+");
    private static final Pattern HYPHEN = Pattern.compile("[\\u2010-\\u2015\\u2212]");
    private static final Pattern APOSTROPHE = Pattern.compile("[\\u2018\\u2019\\u02BC]");

    /**
     * The most marks above and below a letter that are put in order. No language has more (Unicode's stream-safe format,
     * UAX 15), and ordering them takes time by the square of their number.
     */
    private static final int MAX_MARKS = 30;

    private static final Pattern DOTTED_I = Pattern.compile("i\\u0307+");

    private NormalForm() {}

    /**
     * Returns a text in the form in which it is kept and shown: composed letters, each run of blanks as one plain
     * blank, no blanks around lines, no invisible marks, and line feeds as the only line ends.
     */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String composed = composeLetters(INVISIBLE.matcher(text).replaceAll(""));
        return LINE_END.splitAsStream(BLANKS.matcher(composed).replaceAll(" "))
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /**
     * Returns the form in which names are compared. It is the normal form without regard to case, the width of letters,
     * ligatures, kinds of hyphens and apostrophes, joiners and line ends; ß equals ss, and the letters i with and
     * without a dot are equal.
     */
    public static String key(String name) {
        String text = joinLines(of(name));
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : of(foldCase(text));
    }

    /** Reads a text by a loop, as names are looked up several times in each request. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String joinLines(String text) {
        return text.indexOf('\n') < 0 ? text : text.replaceAll("\n+", " ");
    }

    /**
     * Composes letters and drops joiners without effect. If letters that become neighbours would leave further joiners
     * without effect, it drops them all.
     */
    private static String composeLetters(String text) {
        String composed = composeOnce(text);
        return composeOnce(composed).equals(composed)
                ? composed
                : toNfc(IGNORABLE.matcher(composed).replaceAll(""));
    }

    private static String composeOnce(String text) {
        return toNfc(IDLE_JOINER.matcher(toNfc(text)).replaceAll(""));
    }

    /** Composes letters; a text with a longer run of marks than {@value #MAX_MARKS} stays as it is. */
    private static String toNfc(String text) {
        return hasLongRunOfMarks(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean hasLongRunOfMarks(String text) {
        int run = 0;
        for (int i = 0; i < text.length() && run <= MAX_MARKS; i = text.offsetByCodePoints(i, 1)) {
            run = isMark(text.codePointAt(i)) ? run + 1 : 0;
        }
        return run > MAX_MARKS;
    }

    private static boolean isMark(int sign) {
        int type = Character.getType(sign);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Returns true if two names are equal in the form in which names are compared. */
    public static boolean areSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null ? one == other : one.equals(other) || key(one).equals(key(other));
    }

    /**
     * Folds case. Java has no case folding: conversion to upper case splits ligatures and ß, and conversion to lower
     * case letter by letter unites the rest.
     */
    private static String foldCase(String text) {
        String visible = IGNORABLE.matcher(text).replaceAll("");
        String narrow = OTHER_WIDTH
                .matcher(visible)
                .replaceAll(run -> Matcher.quoteReplacement(Normalizer.normalize(run.group(), Normalizer.Form.NFKC)));
        String upper = toNfc(narrow.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT));
        StringBuilder lower = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        String plain = DOTTED_I.matcher(lower).replaceAll("i");
        return APOSTROPHE.matcher(HYPHEN.matcher(plain).replaceAll("-")).replaceAll("'");
    }

    /** Returns true if a text is certainly in normal form, as almost every text is. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean letter = sign > ' ' && sign <= '~' || sign < '\u02B0' && Character.isLetterOrDigit(sign);
            if (!letter && (sign != ' ' || before == ' ')) {
                return false;
            }
            before = sign;
        }
        return text.isEmpty() || before != ' ';
    }
}
