package support.entitlement.policy.calendar;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.OpenState;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;

/**
 * The hours of the channels of an answer, at the opening of a case. Immutable and thread-safe.
 *
 * @param decision the answer
 * @param calendars the calendars of the policy that made it
 * @param opened the opening; null if it is not known, and then no channel is open or closed
 */
public record ChannelHours(
        Decision decision, Calendars calendars, @Nullable Instant opened) {

    /** The reason why a channel may not be used that is offered at other times. */
    public static final String CLOSED = "channel-closed";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    /** Returns true if the answer offers a channel that has hours. */
    public boolean anyChannelHasHours() {
        return decision.channels().stream().anyMatch(channel -> channel.calendar() != null);
    }

    /** Returns the calendar of a channel; empty if it has none. */
    public Optional<Calendar> calendarOf(OfferedChannel channel) {
        return Optional.ofNullable(channel.calendar())
                .filter(calendars::hasCalendar)
                .map(calendars::get);
    }

    /** Returns whether a channel is open at the opening, and when next; empty if it has no hours. */
    public Optional<OpenState> stateOf(OfferedChannel channel) {
        return opened == null ? Optional.empty() : calendarOf(channel).map(calendar -> OpenState.of(calendar, opened));
    }

    /** Returns true if the channel that was asked for is offered, but closed at the opening. */
    public boolean isRequestedChannelClosed() {
        return opened != null
                && Boolean.TRUE.equals(decision.channelAllowed())
                && decision.channels().stream()
                        .filter(channel ->
                                channel.name().equals(decision.query().channel()))
                        .flatMap(channel -> calendarOf(channel).stream())
                        .anyMatch(calendar -> !calendar.isOpenAt(opened));
    }

    /** Returns true if the channel that was asked for may be used; null if none was asked for, or none is stated. */
    public @Nullable Boolean isRequestedChannelAllowed() {
        return isRequestedChannelClosed() ? Boolean.FALSE : decision.channelAllowed();
    }

    /** Returns the hours of a channel in words, on the clocks of its calendar; null if it has none. */
    public @Nullable String describeHours(OfferedChannel channel) {
        return calendarOf(channel)
                .flatMap(calendar -> stateOf(channel).map(state -> describeState(state, calendar)))
                .orElse(null);
    }

    private static String describeState(OpenState state, Calendar calendar) {
        if (state.open()) {
            return state.openUntil() == null ? "open" : "open until " + onItsClock(state.openUntil(), calendar);
        }
        return state.opensAt() == null ? "closed" : "closed, opens " + onItsClock(state.opensAt(), calendar);
    }

    private static String onItsClock(Instant instant, Calendar calendar) {
        return CLOCK.format(instant.atZone(calendar.zone())) + " " + calendar.zone();
    }
}
