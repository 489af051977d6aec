package support.entitlement.sla;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * The events that one milestone listens to. This is the one place that says which they are.
 *
 * <ul>
 *   <li>The clock starts at the event that the row names, in any form of its words. “last” before the name is no part of it.
 *   <li>The milestone is reached by the event that the row names, in a completed form. If the row names none, it is reached
 *       by an event that is called like the milestone or the last word of its name, in a completed form, with nothing after
 *       it but one word that says that it is done: “responded” and “response sent” reach an “initial response”. Any other word
 *       makes it another event: “response overdue”, “customer responded”. A milestone that recurs is reached by
 *       {@link Event#UPDATED}, too.
 * </ul>
 *
 * @param start the event that starts the clock
 * @param anew whether the clock starts anew at each such event
 * @param end the event that the row names as its end, or null
 * @param name the milestone's name
 * @param recurs whether it must be reached again and again
 */
record MilestoneEvents(
        EventName start, boolean anew, @Nullable EventName end, EventName name, boolean recurs) {

    private static final String LAST = "last ";
    private static final Set<String> DONE = Set.of(
            "sent",
            "given",
            "made",
            "provided",
            "delivered",
            "posted",
            "published",
            "issued",
            "completed",
            "done",
            "finished");
    private static final List<String> NEVER_SUGGESTED =
            List.of(Event.OPENED, Event.REOPENED, Event.PAUSED, Event.RESUMED);
    private static final EventName OPENED = EventName.of(Event.OPENED);
    private static final EventName RESOLVED = EventName.of(Event.RESOLVED);
    private static final EventName CANCELLED = EventName.of(Event.CANCELLED);

    static MilestoneEvents of(Milestone milestone) {
        String start = NormalForm.key(milestone.startsAt());
        boolean anew = start.startsWith(LAST);
        return new MilestoneEvents(
                EventName.of(anew ? start.substring(LAST.length()) : start),
                anew,
                milestone.endsAt() == null ? null : EventName.of(milestone.endsAt()),
                EventName.of(milestone.name()),
                milestone.every() != null);
    }

    boolean startAtOpening() {
        return startAt(OPENED);
    }

    /** Whether the clock starts when the case is closed. */
    boolean startAtClosing() {
        return startAt(RESOLVED) || startAt(CANCELLED);
    }

    boolean startAt(EventName event) {
        return event.isFormOf(start);
    }

    boolean reachedBy(EventName event) {
        return end == null ? isSuggested(event) : event.isCompletedFormOf(end);
    }

    private boolean isSuggested(EventName event) {
        if (NEVER_SUGGESTED.stream().anyMatch(event::is)) {
            return false;
        }
        EventName lastWord = name.wordsFrom(name.words().size() - 1);
        return recurs && event.is(Event.UPDATED) || isCompletionOf(event, name) || isCompletionOf(event, lastWord);
    }

    private static boolean isCompletionOf(EventName event, EventName what) {
        int last = event.words().size() - 1;
        return event.isCompletedFormOf(what)
                || last > 0
                        && DONE.contains(event.words().get(last))
                        && event.wordsUntil(last).isCompletedFormOf(what);
    }
}
