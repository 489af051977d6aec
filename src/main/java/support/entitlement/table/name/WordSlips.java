package support.entitlement.table.name;

/** Tells slips of typing from differences that are meant. */
final class WordSlips {

    /** The fewest letters of a word in which a missing, added or swapped letter is a slip. */
    private static final int MIN_LETTERS = 4;

    /** The fewest letters of a word in which a wrong letter is a slip; shorter ones are often other words. */
    private static final int MIN_LETTERS_OF_WRONG_LETTER = 5;

    private WordSlips() {}

    /** Returns true if two names in their normal form differ by at least one slip and at most so many, each in another word. */
    static boolean areSlips(String one, String other, int most) {
        String[] words = one.split(" ");
        String[] others = other.split(" ");
        if (words.length != others.length) {
            String joined = String.join("", words);
            String joinedOther = String.join("", others);
            return joined.equals(joinedOther) || isSlip(joined, joinedOther);
        }
        int slips = 0;
        for (int i = 0; i < words.length; i++) {
            if (!words[i].equals(others[i])) {
                if (!isSlip(words[i], others[i])) {
                    return false;
                }
                slips++;
            }
        }
        return slips > 0 && slips <= most;
    }

    private static boolean isSlip(String word, String other) {
        String letters = lettersOf(word);
        String otherLetters = lettersOf(other);
        if (letters.equals(otherLetters)) {
            return word.replace("-", "").equals(other.replace("-", ""));
        }
        return signsOf(word).equals(signsOf(other)) && differByALetter(letters, otherLetters);
    }

    private static String lettersOf(String word) {
        return word.replaceAll("\\P{L}", "");
    }

    private static String signsOf(String word) {
        return word.replaceAll("\\p{L}", "");
    }

    /** Returns true if one letter is missing, added or wrong, or two neighbours are swapped. */
    private static boolean differByALetter(String one, String other) {
        String longer = one.length() >= other.length() ? one : other;
        String shorter = one.length() >= other.length() ? other : one;
        if (longer.length() > shorter.length() + 1 || shorter.length() < MIN_LETTERS) {
            return false;
        }
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        if (longer.length() > shorter.length()) {
            return longer.substring(at + 1).equals(shorter.substring(at));
        }
        boolean wrong = longer.substring(at + 1).equals(shorter.substring(at + 1));
        return wrong ? longer.length() >= MIN_LETTERS_OF_WRONG_LETTER : areSwapped(longer, shorter, at);
    }

    private static boolean areSwapped(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
    }
}
