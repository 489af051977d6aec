package support.entitlement.decision.allowance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an allowance beyond its amount, period, carry-over and limit. A rule that is null is not stated. Immutable.
 *
 * @param limitName the name of the limit, which tells it from others of the same issue type
 * @param pool the name of the pool that the issue types share
 * @param counting what a booked amount counts for; as it is, if it is not stated
 * @param further what a fact adds to the amount
 * @param fee the price of each unit beyond the limit
 */
public record AllowanceRules(
        @Nullable String limitName,
        @Nullable String pool,
        @Nullable CountingByChannel counting,
        @Nullable FurtherAmount further,
        @Nullable Fee fee) {

    /** No rules. */
    public static final AllowanceRules NONE = new AllowanceRules(null, null, null, null, null);

    /** Returns the rules in words, each as a phrase: {@code in the pool “Consulting”}, {@code counts 2 per hour}. */
    public List<String> inWords() {
        return Stream.of(
                        phrase("limit “", limitName, "”"),
                        phrase("in the pool “", pool, "”"),
                        phrase("and ", further, ""),
                        phrase("counts ", counting, ""),
                        phrase("beyond it ", fee, " each"))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Returns the phrases as one text, each after a comma; empty if there are none. */
    public String inOneText() {
        return inWords().stream().map(phrase -> ", " + phrase).collect(Collectors.joining());
    }

    private static @Nullable String phrase(String before, @Nullable Object rule, String after) {
        return rule == null ? null : before + rule + after;
    }
}
