package support.entitlement.contract.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term.TermGuarantee;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.Milestone;
import support.entitlement.text.NormalForm;

/**
 * A value that a term sets. Two values of one part are the same if their meanings are equal, however they are written: an hour and 60
 * minutes are the same time. The meaning is read only when it is needed, since a text that a contract stored earlier may be
 * unreadable today, and matters only if its term prevails.
 *
 * @param <T> the type of the meaning
 */
final class TermValue<T> {

    private final String text;
    private final Supplier<T> meaning;

    private TermValue(String text, Supplier<T> meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** A value that is written in the form of a cell. */
    static <T> TermValue<T> ofText(String text, Function<String, T> parser) {
        return new TermValue<>(text, () -> parser.apply(text));
    }

    /** A name, which means the same in any case. */
    static TermValue<String> ofName(String name) {
        return ofText(name, NormalForm::key);
    }

    /** A text of the analysts' own. */
    static TermValue<String> ofOwnText(String text) {
        return ofText(text, Function.identity());
    }

    /** An amount, of which 8 and 8.0 are one. */
    static TermValue<BigDecimal> ofAmount(BigDecimal amount) {
        return new TermValue<>(
                Amounts.isUnlimited(amount) ? Amounts.UNLIMITED_WORD : amount.toString(),
                () -> Amounts.toPlainAmount(amount));
    }

    /** All channels, best first. */
    static TermValue<List<String>> ofChannels(List<String> names) {
        return new TermValue<>(String.join(", ", names), () -> names);
    }

    /** Events of which one is enough, in any order and spelling. */
    static TermValue<Set<String>> ofEvents(List<String> names) {
        return new TermValue<>(inWords(names), () -> keysOf(names));
    }

    /** Events that pause a clock, and those that continue it. */
    static TermValue<List<Set<String>>> ofPauses(Milestone.PauseEvents events) {
        return new TermValue<>(
                pausesText(events), () -> List.of(keysOf(events.pausedBy()), keysOf(events.resumedBy())));
    }

    private static Set<String> keysOf(List<String> names) {
        return names.stream().map(NormalForm::key).collect(Collectors.toSet());
    }

    /** Returns events of which one is enough as one text. */
    static String inWords(List<String> events) {
        return String.join(" or ", events);
    }

    /** Returns the events of pauses as one text. */
    static String pausesText(Milestone.PauseEvents events) {
        return inWords(events.pausedBy()) + " until " + inWords(events.resumedBy());
    }

    /** A channel that is offered, or is not. */
    static TermValue<Boolean> ofOffer(boolean offered) {
        return new TermValue<>(String.valueOf(offered), () -> offered);
    }

    static TermValue<TermGuarantee> ofGuarantee(TermGuarantee guarantee) {
        return new TermValue<>(guaranteeText(guarantee.kind(), guarantee.text()), () -> guarantee);
    }

    /** Returns a guarantee as one text, in the way of tables. */
    static String guaranteeText(@Nullable String kind, @Nullable String text) {
        return Stream.of(kind, text).flatMap(Stream::ofNullable).collect(Collectors.joining(": "));
    }

    /** The value as the contract writes it. */
    String text() {
        return text;
    }

    /**
     * Reads the meaning of the value.
     *
     * @throws IllegalArgumentException if the text cannot be read any more
     */
    T readMeaning() {
        return meaning.get();
    }
}
