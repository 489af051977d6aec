package support.entitlement.sla;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * Which event starts or reaches which milestone. This is the one place that says so.
 *
 * <p>Names are compared word by word, and forms of one word are the same: “update” and “updated”, “response” and
 * “responded”, “resolution” and “resolved”. Two words are forms of one if they begin with the same three letters at least
 * and go on with endings of English verbs and nouns.
 *
 * <ul>
 *   <li>A clock starts at the event that the milestone names. “last” before the name is no part of it.
 *   <li>A milestone is reached by the event that it names. If it names none, by one that begins with the milestone's name
 *       or with the last word of it, so that “workaround provided” reaches a “temporary workaround”, and “no workaround”
 *       does not; if it recurs, also by {@link Event#UPDATED}.
 * </ul>
 */
final class EventNames {

    private static final String LAST = "last ";
    private static final Set<String> NEVER_SUGGESTED = Set.of(Event.OPENED, Event.PAUSED, Event.RESUMED);

    /** Those of verbs and of the nouns made of them; of respon-se, deci-sion and resol-ution, too. */
    private static final Set<String> ENDINGS = Set.of(
            "", "e", "d", "ed", "s", "ing", "al", "ation", "ion", "is", "ment", "ement", "ure", "y", "ied", "se",
            "sion", "ded", "ution", "ve", "ved");

    private EventNames() {}

    /** Whether the milestone's clock starts anew at each event that starts it. */
    static boolean startsAnew(Milestone milestone) {
        return NormalForm.of(milestone.startsAt()).regionMatches(true, 0, LAST, 0, LAST.length());
    }

    static boolean starts(Event event, Milestone milestone) {
        String name = NormalForm.of(milestone.startsAt());
        if (name.equals(event.type())) {
            return true; // As the opening is of almost every milestone.
        }
        return isCalled(event, startsAnew(milestone) ? name.substring(LAST.length()) : name);
    }

    static boolean reaches(Event event, Milestone milestone) {
        return milestone.endsAt() == null ? isSuggestedBy(milestone, event) : isCalled(event, milestone.endsAt());
    }

    private static boolean isSuggestedBy(Milestone milestone, Event event) {
        if (NEVER_SUGGESTED.stream().anyMatch(event::is)) {
            return false;
        }
        List<String> name = Event.words(milestone.name());
        return beginsWith(event, name)
                || beginsWith(event, name.subList(name.size() - 1, name.size()))
                || milestone.every() != null && event.is(Event.UPDATED);
    }

    static boolean isCalled(Event event, String name) {
        if (!beginAlike(event.type(), name)) {
            return false; // Before the name is split into words, too.
        }
        List<String> words = Event.words(name);
        return event.words().size() == words.size() && beginsWith(event, words);
    }

    private static boolean beginsWith(Event event, List<String> words) {
        if (!beginAlike(event.type(), words.get(0))) {
            return false; // So it is with almost every event, and splitting it into words takes long.
        }
        List<String> others = event.words();
        return others.size() >= words.size()
                && IntStream.range(0, words.size()).allMatch(i -> areForms(others.get(i), words.get(i)));
    }

    private static boolean beginAlike(String one, String other) {
        return one.regionMatches(true, 0, other, 0, 1);
    }

    private static boolean areForms(String word, String other) {
        int shorter = Math.min(word.length(), other.length());
        int shared = 0;
        while (shared < shorter && word.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        return word.equals(other)
                || shared >= 3 && ENDINGS.contains(word.substring(shared)) && ENDINGS.contains(other.substring(shared));
    }
}
