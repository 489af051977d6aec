package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Stretch;
import support.entitlement.decision.Milestone;

/**
 * Where a milestone stands at an instant. Of one that recurs it is the latest time that counts.
 *
 * @param milestone the promise, by the terms that it is judged by
 * @param state where it stands
 * @param dueAt the instant by which it must be reached; null while it is paused, has not started or has no time
 * @param startedAt when its clock started, or null
 * @param endedAt when its clock stopped, unless the case is reopened for good; or null
 * @param endedBy the event that stopped it; null if none did, or a change of facts
 * @param openElapsed the open time since the start that was not paused, until the end or the instant asked about
 * @param openRemaining what is left of its time, never less than nothing; null without a time or before the start
 * @param actualElapsed all time since the start, paused or closed as well
 * @param atRiskFrom the instant at which a quarter of its time is left; null as {@code dueAt} is, but kept in a later pause
 * @param walk the stretches that {@code openElapsed} is the sum of; the first 100 of them if there are more
 * @param changed whether a change of facts made it another promise than it was, a new one, or none
 */
public record MilestoneStatus(
        Milestone milestone,
        MilestoneState state,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        Duration openElapsed,
        @Nullable Duration openRemaining,
        Duration actualElapsed,
        @Nullable Instant atRiskFrom,
        List<Stretch> walk,
        boolean changed) {

    /** Where a milestone can stand. Answers write it in lower case with hyphens. */
    public enum MilestoneState {
        /** The event that starts its clock has not happened. */
        NOT_STARTED,
        /** Its clock runs, and it is not overdue. An instant exactly at the due time is in time. */
        RUNNING,
        /** Its clock stands still, and it is not overdue. */
        PAUSED,
        /** It was reached in time, or without any time to keep. */
        MET,
        /** It was reached after it had fallen due. */
        MET_LATE,
        /** It has fallen due and was not reached. */
        BREACHED,
        /** The case was closed or its facts changed before it had fallen due, so that it no longer has to be reached. */
        CANCELLED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is promised, in the table's words. */
    public String name() {
        return milestone.name();
    }

    static MilestoneStatus withoutClock(
            Milestone milestone,
            MilestoneState state,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            boolean changed) {
        return new MilestoneStatus(
                milestone,
                state,
                null,
                null,
                endedAt,
                endedBy,
                Duration.ZERO,
                null,
                Duration.ZERO,
                null,
                List.of(),
                changed);
    }
}
