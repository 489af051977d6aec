package support.entitlement.decision.allowance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * The rule by which a booked amount is counted, with another one for some channels: an hour counts for 1, and on the phone for 2.
 * Immutable.
 *
 * @param usual the rule for all other channels
 * @param exceptions the rules of some channels, in the order of the cell
 */
public record CountingByChannel(Counting usual, List<ChannelCounting> exceptions) {

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            Counting.FORMS + "; for a channel another one after it: “1 per hour; Phone: 2 per hour”";

    private static final String SEPARATOR = ";";

    /** The rule of one channel. */
    public record ChannelCounting(String channel, Counting counting) {

        @Override
        public String toString() {
            return channel + ": " + counting;
        }
    }

    /**
     * Reads a cell.
     *
     * @throws support.entitlement.text.WrittenNumber.AmbiguousNumberException if a number has two possible values
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static CountingByChannel parse(String text) {
        List<String> parts = List.of(text.split(SEPARATOR, -1));
        Counting usual = Counting.parse(parts.get(0));
        List<ChannelCounting> exceptions = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
            ChannelCounting exception = parseException(part);
            requireSameUnit(usual, exception);
            if (exceptions.stream().anyMatch(other -> NormalForm.areSame(other.channel, exception.channel))) {
                throw new IllegalArgumentException("“" + exception.channel + "” stands twice in “" + text + "”");
            }
            exceptions.add(exception);
        }
        return new CountingByChannel(usual, List.copyOf(exceptions));
    }

    private static ChannelCounting parseException(String part) {
        int colon = part.lastIndexOf(':');
        String channel = colon < 0 ? "" : part.substring(0, colon).strip();
        if (channel.isEmpty()) {
            throw new IllegalArgumentException("“" + part.strip() + "” has no channel before a colon; write " + FORMS);
        }
        return new ChannelCounting(channel, Counting.parse(part.substring(colon + 1)));
    }

    /** Refuses rules by which the same booked amount would be hours on one channel and minutes on another. */
    private static void requireSameUnit(Counting usual, ChannelCounting exception) {
        String unit = exception.counting.bookedUnit();
        boolean same = unit == null || usual.bookedUnit() == null
                ? Objects.equals(unit, usual.bookedUnit())
                : NormalForm.areSame(unit, usual.bookedUnit());
        if (!same) {
            throw new IllegalArgumentException("“" + exception + "” counts another unit than “" + usual
                    + "”, and bookings of all channels are in one unit");
        }
    }

    /** Returns the rule of a channel; the usual one if it has none of its own, or none is named. */
    public Counting findCounting(@Nullable String channel) {
        return exceptions.stream()
                .filter(exception -> channel != null && NormalForm.areSame(exception.channel, channel))
                .map(ChannelCounting::counting)
                .findFirst()
                .orElse(usual);
    }

    /** Returns true if amounts count differently by the channel on which they were used. */
    public boolean dependsOnChannel() {
        return !exceptions.isEmpty();
    }

    /** Returns the channels that have a rule of their own. */
    public List<String> channels() {
        return exceptions.stream().map(ChannelCounting::channel).toList();
    }

    /** Returns the normal form, which {@link #parse} reads back: {@code 1 per hour; Phone: 2 per hour}. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(usual), exceptions.stream())
                .map(Object::toString)
                .collect(Collectors.joining(SEPARATOR + " "));
    }
}
