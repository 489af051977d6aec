package support.entitlement.table.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import support.entitlement.text.NormalForm;

/**
 * A cell that takes its name from an attribute of the query, and another name where the attribute is not sent: {@code
 * attribute["office"] or Zurich office}.
 *
 * @param attribute the attribute
 * @param otherwise the name that counts without it; empty if the cell states none
 */
public record FactChoice(String attribute, String otherwise) {

    private static final Pattern FORM = Pattern.compile(
            "(?i)attribute\\s*\\[\\s*[\"\u201C\u201D\u201E]([^\"\u201C\u201D\u201E\\\\${}]{1,100})[\"\u201C\u201D]\\s*](?:\\s+or\\s+(.+))?");

    /** Reads a cell; empty if it holds a name. */
    public static Optional<FactChoice> parse(String cell) {
        Matcher form = FORM.matcher(cell.strip());
        return form.matches()
                ? Optional.of(new FactChoice(
                        NormalForm.of(form.group(1)), form.group(2) == null ? "" : NormalForm.of(form.group(2))))
                : Optional.empty();
    }

    /** Returns the name in a cell, or the one that counts where its attribute is not sent. */
    public static String nameIn(String cell) {
        return parse(cell).map(FactChoice::otherwise).orElse(cell);
    }
}
