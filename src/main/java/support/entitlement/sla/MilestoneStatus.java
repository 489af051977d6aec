package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Stretch;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * The state of a milestone at an instant. For a recurring milestone it describes the latest repetition.
 *
 * @param milestone the promise with the terms that it is judged by
 * @param state the state
 * @param dueFrom the near end of the range that ends with its due time; null if its time is no range, and as {@code
 *     atRiskFrom} is
 * @param dueAt the instant by which it must be reached; null while it is paused, has not started or has no time
 * @param startedAt the instant at which its clock started, or null
 * @param endedAt the instant at which its clock stopped, unless a reopening of the case continued it; or null
 * @param endedBy the event that stopped it; null if no event or a change of facts did
 * @param openElapsed the open time since the start that was not paused, until the end or the instant of the query; null
 *     if no calendar is stated
 * @param openRemaining the rest of its time, never negative; null without a time or before the start
 * @param actualElapsed all time since the start, including pauses and closed hours
 * @param atRiskFrom the instant at which a quarter of its time is left; null as {@code dueAt} is, but kept in a later
 *     pause
 * @param walk the stretches that add up to {@code openElapsed}; the first 100 of them if there are more
 * @param pauses the stretches since the start that do not count because the clock was paused or the case was closed, until
 *     the end or the instant of the query; at most the latest 100
 * @param missed earlier runs of its clock that ended after their due time, in order: repetitions that were reached late,
 *     runs that an event started anew, and those that the closing of the case started and its reopening ended; each by the
 *     terms that were promised at its end; at most the latest 100
 * @param changed true if a change of facts replaced, added or withdrew the promise
 */
public record MilestoneStatus(
        Milestone milestone,
        MilestoneState state,
        @Nullable Instant dueFrom,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Duration openElapsed,
        @Nullable Duration openRemaining,
        Duration actualElapsed,
        @Nullable Instant atRiskFrom,
        List<Stretch> walk,
        List<Stretch> pauses,
        List<MissedRun> missed,
        boolean changed) {

    /**
     * A run of the clock that ended after its due time.
     *
     * @param endedBy the event that reached the milestone, started its clock anew, or reopened the case whose closing
     *     started it
     */
    public record MissedRun(Instant startedAt, Instant dueAt, Instant endedAt, String endedBy) {}

    /** The possible states of a milestone. Answers write them in lower case with hyphens. */
    public enum MilestoneState {
        /** The event that starts its clock has not happened. */
        NOT_STARTED,
        /** Its clock runs, and it is not overdue. An instant exactly at the due time is not overdue. */
        RUNNING,
        /** Its clock is paused, and it is not overdue. */
        PAUSED,
        /** It was reached in time, or has no time. */
        MET,
        /** It was reached after it had fallen due. */
        MET_LATE,
        /** It has fallen due and was not reached. */
        BREACHED,
        /** The case was closed or its facts changed before it had fallen due, so that it no longer has to be reached. */
        CANCELLED;

        /** The accepted forms of a state, in words for an error message. */
        public static final String FORMS =
                Arrays.stream(values()).map(MilestoneState::toString).collect(Collectors.joining(", "));

        /**
         * Reads a state, in any case, with a blank or a hyphen between words.
         *
         * @throws IllegalArgumentException if it is none of {@link #FORMS}
         */
        public static MilestoneState parse(String text) {
            String name = NormalForm.key(text).replace(' ', '-');
            return Arrays.stream(values())
                    .filter(state -> state.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("“" + text + "” is none of " + FORMS));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns the name in the table's words. */
    public String name() {
        return milestone.name();
    }

    static MilestoneStatus withoutClock(
            Milestone milestone,
            MilestoneState state,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            List<MissedRun> missed,
            boolean changed) {
        return new MilestoneStatus(
                milestone,
                state,
                null,
                null,
                null,
                endedAt,
                endedBy,
                milestone.isCounted() ? Duration.ZERO : null,
                null,
                Duration.ZERO,
                null,
                List.of(),
                List.of(),
                missed,
                changed);
    }
}
