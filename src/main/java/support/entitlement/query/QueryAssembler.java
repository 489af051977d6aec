package support.entitlement.query;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.text.DateText;
import support.entitlement.text.WrittenNumber;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/**
 * Assembles a query from values by name, in the tables' spelling. Requests of HTTP, scenarios and the command line all assemble their
 * queries here, so that a value means the same in each of them. A value with a problem is reported, and not set.
 *
 * <p>Single use: an instance assembles one query.
 */
public final class QueryAssembler {

    private final Vocabulary vocabulary;
    private final Map<FactField, String> names = new EnumMap<>(FactField.class);
    private final Map<String, Object> attributes = new HashMap<>();
    private @Nullable Boolean workaround;

    public QueryAssembler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Sets a field to a name that is given in any spelling. */
    public void setName(FactField field, String name, ValueProblems problems) {
        vocabulary
                .namesOf(field)
                .findSpelling(name)
                .ifPresentOrElse(
                        spelling -> names.put(field, spelling),
                        () -> problems.reportUnknownName(field, name, vocabulary.namesOf(field)));
    }

    /** Sets a field to a name in the tables' spelling. */
    public void setKnownName(FactField field, String name) {
        names.put(field, name);
    }

    /** Returns the name of a field in the tables' spelling; null if it is not set. */
    public @Nullable String nameOf(FactField field) {
        return names.get(field);
    }

    public void setWorkaround(boolean exists) {
        workaround = exists;
    }

    /** Sets the workaround to yes or no, in any of the words that cells may use. */
    public void setWrittenWorkaround(String text, ValueProblems problems) {
        if (CellType.FLAG.canParse(text)) {
            workaround = (Boolean) CellType.FLAG.parse(text);
        } else {
            problems.reportWrongType(Set.of(CellType.FLAG));
        }
    }

    /** Returns whether the category is set and a fact from which tables derive it, too. */
    public boolean hasCategoryBesideImpact() {
        return names.containsKey(FactField.SLA_CATEGORY)
                && (workaround != null || names.containsKey(FactField.PRODUCTION_USE));
    }

    /** Sets an attribute to a text, or to the date or the instant that the text is in ISO form if tables compare it with one. */
    public void setTextAttribute(String name, String text, ValueProblems problems) {
        findAttribute(name, problems, attribute -> putTimeOrText(attribute, text, problems));
    }

    public void setNumberAttribute(String name, double number, ValueProblems problems) {
        findAttribute(name, problems, attribute -> putNumber(attribute, number, problems));
    }

    public void setFlagAttribute(String name, boolean flag, ValueProblems problems) {
        findAttribute(name, problems, attribute -> putAttribute(attribute, CellType.FLAG, flag, problems));
    }

    /**
     * Sets an attribute to a written value, as the first type that tables compare it with and that fits: yes or no, a
     * number, a date, an instant, a text.
     *
     * @param held the number that a file stores for the text, or null if it is not known
     */
    public void setWrittenAttribute(String name, String text, @Nullable BigDecimal held, ValueProblems problems) {
        findAttribute(name, problems, attribute -> putWritten(attribute, text, held, problems));
    }

    /** Returns the query of all values that are set. */
    public Query assembleQuery() {
        return new Query(
                names.get(FactField.PLAN),
                names.get(FactField.ISSUE_TYPE),
                names.get(FactField.PRODUCTION_USE),
                workaround,
                names.get(FactField.SLA_CATEGORY),
                names.get(FactField.CHANNEL),
                attributes);
    }

    private void findAttribute(String name, ValueProblems problems, Consumer<Attribute> setter) {
        vocabulary
                .findAttribute(name)
                .ifPresentOrElse(
                        setter,
                        () -> problems.reportUnknownAttribute(
                                name, vocabulary.attributes().keySet()));
    }

    private void putWritten(Attribute attribute, String text, @Nullable BigDecimal held, ValueProblems problems) {
        Set<CellType> types = attribute.types();
        if (types.contains(CellType.FLAG) && CellType.FLAG.canParse(text)) {
            putAttribute(attribute, CellType.FLAG, CellType.FLAG.parse(text), problems);
        } else if (types.contains(CellType.NUMBER) && WrittenNumber.isNumber(text)) {
            putWrittenNumber(attribute, text, held, problems);
        } else if (types.contains(CellType.DATE) && DateText.hasForm(text)) {
            putWrittenDate(attribute, text, problems);
        } else {
            putTimeOrText(attribute, text, problems);
        }
    }

    private void putTimeOrText(Attribute attribute, String text, ValueProblems problems) {
        SentTime.findValue(attribute.types(), text)
                .ifPresentOrElse(
                        time -> putAttribute(attribute, SentTime.typeOf(time), time, problems),
                        () -> putText(attribute, text, problems));
    }

    private void putText(Attribute attribute, String text, ValueProblems problems) {
        String known = attribute.knownSpelling(text);
        if (attribute.chosen() != null && known.isEmpty()) {
            problems.reportUnknownChoice(attribute.chosen(), text, attribute.values());
        } else {
            putAttribute(attribute, CellType.TEXT, known, problems);
        }
    }

    /** Sets an attribute to a text in the tables' spelling, unless it is set already. */
    public void setDefaultText(String attribute, String text) {
        attributes.putIfAbsent(attribute, text);
    }

    private void putWrittenNumber(Attribute attribute, String text, @Nullable BigDecimal held, ValueProblems problems) {
        try {
            putNumber(attribute, CellType.NUMBER.parseNumber(text, held).doubleValue(), problems);
        } catch (AmbiguousNumberException e) {
            problems.reportAmbiguousNumber(e);
        } catch (IllegalArgumentException e) {
            problems.reportWrongType(Set.of(CellType.NUMBER)); // Too many digits, or not what the file stores.
        }
    }

    private void putWrittenDate(Attribute attribute, String text, ValueProblems problems) {
        try {
            putAttribute(attribute, CellType.DATE, DateText.parse(text), problems);
        } catch (IllegalArgumentException e) {
            problems.reportBadDate(String.valueOf(e.getMessage()));
        }
    }

    private void putNumber(Attribute attribute, double number, ValueProblems problems) {
        if (attribute.types().contains(CellType.NUMBER) && !Double.isFinite(number)) {
            problems.reportTooLargeNumber();
        } else {
            putAttribute(attribute, CellType.NUMBER, number + 0.0, problems); // Comparisons tell -0 and 0 apart.
        }
    }

    private void putAttribute(Attribute attribute, CellType type, Object value, ValueProblems problems) {
        if (!attribute.types().contains(type)) {
            problems.reportWrongType(attribute.types());
        } else if (attributes.putIfAbsent(attribute.name(), value) != null) {
            problems.reportRepeatedAttribute(attribute.name());
        }
    }
}
