package support.entitlement.table;

import java.util.Locale;

/**
 * What conditions compare: a field of the fact, or an attribute that callers send.
 *
 * @param name the name of the field or the attribute
 * @param attribute whether it is an attribute
 */
public record Input(String name, boolean attribute) {

    /** The input that a condition compares. */
    public static Input of(Column.Condition condition) {
        return new Input(condition.input(), condition.attribute());
    }

    /** What to call it in a sentence: an attribute by its own name, a field in words. */
    public String words() {
        return attribute
                ? name
                : name.replaceAll("(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT).replaceAll("^sla\\b", "SLA");
    }
}
