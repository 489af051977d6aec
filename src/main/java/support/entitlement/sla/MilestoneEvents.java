package support.entitlement.sla;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Milestone.PauseEvents;
import support.entitlement.text.NormalForm;

/**
 * The events that start and reach one milestone. Only this class defines them.
 * <ul>
 * <li>The clock starts at the event that the row names, in any form of its words. The word “last” before the name is
 *     not part of it.
 * <li>The milestone is reached by the event that the row names, in a completed form. If the row names none, it is
 *     reached by an event with the name of the milestone or the last word of that name, in a completed form, followed
 *     by nothing or by one word that means completion: “responded” and “response sent” reach an “initial response”. Any
 *     other word makes it another event: “response overdue”, “customer responded”. A recurring milestone is also
 *     reached by {@link Event#UPDATED}.
 * <li>A repetition ends at an event that the row names, in any form of its words, and with the case.
 * <li>The clock is paused and continued by the events that the row names, in any form of their words; if it names none,
 *     by those that pause the case.
 * </ul>
 *
 * @param start the event that starts the clock
 * @param anew true if the clock restarts at each such event
 * @param end the event that the row names as its end, or null
 * @param name the milestone's name
 * @param recurs true if it must be reached repeatedly
 * @param ending the events of which one ends the repetition
 * @param pausing the events that pause its clock; empty for those of every case
 * @param resuming the events that end such a pause
 */
record MilestoneEvents(
        EventName start,
        boolean anew,
        @Nullable EventName end,
        EventName name,
        boolean recurs,
        List<EventName> ending,
        List<EventName> pausing,
        List<EventName> resuming) {

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
                milestone.every() != null,
                milestone.repeatedUntil().stream().map(EventName::of).toList(),
                namesOf(milestone, PauseEvents::pausedBy),
                namesOf(milestone, PauseEvents::resumedBy));
    }

    private static List<EventName> namesOf(Milestone milestone, Function<PauseEvents, List<String>> which) {
        return milestone.pauses() == null
                ? List.of()
                : which.apply(milestone.pauses()).stream().map(EventName::of).toList();
    }

    /** Returns the pauses of its clock: those of the case, unless its row names the events that pause it. */
    Pauses pausesIn(CaseHistory history) {
        if (pausing.isEmpty()) {
            return history.pauses();
        }
        PauseRecorder recorder = new PauseRecorder();
        for (CaseStep step : history.steps()) {
            if (step.kind() == CaseStep.StepKind.NONE) {
                recorder.applyMoment(step.at(), hasFormOf(step, pausing), hasFormOf(step, resuming));
            } else {
                recorder.endPause(step.at());
            }
        }
        return recorder.pausesSoFar();
    }

    private static boolean hasFormOf(CaseStep step, List<EventName> names) {
        return step.events().stream().anyMatch(event -> names.stream().anyMatch(event::isFormOf));
    }

    boolean startAtOpening() {
        return startAt(OPENED);
    }

    /** Returns true if the clock starts when the case is closed. */
    boolean startAtClosing() {
        return startAt(RESOLVED) || startAt(CANCELLED);
    }

    boolean startAt(EventName event) {
        return event.isFormOf(start);
    }

    boolean repetitionEndedBy(EventName event) {
        return recurs && ending.stream().anyMatch(event::isFormOf);
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
