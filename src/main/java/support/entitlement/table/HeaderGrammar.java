package support.entitlement.table;

import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.Entitlement;

/**
 * Parses header cells, which have only a few valid forms. Drools would paste a header into Java, so every other form is
 * rejected and never compiled; methods throw {@link IllegalArgumentException} with a message for the analyst.
 */
final class HeaderGrammar {

    /** The receiver of most actions, as headers write it. */
    static final String ENTITLEMENT = "entitlement";

    private static final Pattern OBJECT =
            Pattern.compile("(?:(?<variable>\\$[a-z][A-Za-z]{0,30})\\s*:\\s*)?(?<fact>[A-Za-z]{1,30})(?:\\.\\.\\.)?");
    private static final Pattern CONDITION =
            Pattern.compile("(?:attribute\\s*\\[\\s*\"(?<attribute>[^\"\\\\${}]{1,100})\""
                    + "(?:\\s*,\\s*\"(?<dates>[A-Za-z0-9/_+-]{1,60})\")?\\s*\\]"
                    + "|(?<field>[A-Za-z]{1,40})(?:\\s*\\[\\s*\"(?<zone>[A-Za-z0-9/_+-]{1,60})\"\\s*\\])?)"
                    + "\\s*(?<operator>==|!=|<=|>=|<|>|\\b(?:not\\s+)?in\\b)\\s*"
                    + "(?<value>\"\\$param\"|\\$param|\\(\\s*\"?\\$param\"?\\s*\\))");
    private static final Pattern ACTION = Pattern.compile("(?<target>\\$?[A-Za-z]{1,30})\\.(?<method>[A-Za-z]{1,40})"
            + "\\(\\s*(?:\"(?<literal>[^\"\\\\${}]{1,100})\"\\s*,\\s*)?(?<value>\"\\$param\"|\\$param)\\s*\\)\\s*;?");

    private HeaderGrammar() {}

    /** The fact of an object cell, and the variable bound to it, or an empty text. */
    record Binding(FactType fact, String variable) {}

    static Binding parseObject(String text) {
        Matcher matcher = OBJECT.matcher(text);
        Optional<FactType> fact = matcher.matches() ? FactType.findByName(matcher.group("fact")) : Optional.empty();
        return fact.map(type -> new Binding(
                        type, Optional.ofNullable(matcher.group("variable")).orElse("")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The object row names the fact that the conditions below look at, one of "
                                + String.join(", ", FactType.factNames()) + "."));
    }

    /** A condition without the type of its cells, which may depend on their contents. */
    record Comparison(
            String input,
            boolean attribute,
            Operator operator,
            boolean quoted,
            @Nullable ZoneId zone) {

        /** Returns true if it compares the opening with dates or instants. */
        boolean boundsOpening() {
            return !attribute && FactField.OPENED_AT.isNamed(input);
        }

        /**
         * Returns the type that the fact's field, the operator or the quotes require; empty if the cells determine it.
         */
        Optional<CellType> requiredType(FactType fact) {
            if (boundsOpening()) {
                return Optional.empty();
            }
            if (!attribute) {
                return fact.findFieldType(input);
            }
            return quoted && !operator.comparesBySize() ? Optional.of(CellType.TEXT) : Optional.empty();
        }

        /** Refuses an operator or a zone that has no meaning for cells of this type. */
        void requireFitting(CellType type) {
            if (type.isFromOpening() && operator.comparesBySize()) {
                throw new IllegalArgumentException("“" + operator.symbol()
                        + "” compares with one time, and the cells below say times from the opening. Write == in its place,"
                        + " and cells such as “more than 2 years before opening”.");
            }
            if (attribute && zone != null && type != CellType.DATE_FROM_OPENING) {
                throw new IllegalArgumentException(
                        "The zone says which date the opening has, and the cells below do not"
                                + " count days from it. Delete the zone, or write cells such as “within 30 days after opening”.");
            }
        }
    }

    private static Comparison parseOpening(Operator operator, @Nullable String zone) {
        if (!operator.comparesBySize()) {
            throw new IllegalArgumentException(
                    "The opening is compared with >= or > for the first date, and with < or <="
                            + " for the last: openedAt[\"Europe/Zurich\"] >= $param.");
        }
        return new Comparison(
                FactField.OPENED_AT.toString(),
                false,
                operator,
                false,
                parseZone(zone, "openedAt[\"Europe/Zurich\"] >= $param"));
    }

    private static @Nullable ZoneId parseZone(@Nullable String zone, String example) {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException(
                    "There is no time zone “" + zone + "”. Write a region and a city: " + example + ".");
        }
        return zone == null ? null : ZoneId.of(zone);
    }

    static Comparison parseCondition(String text, FactType fact) {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A condition compares a field or an attribute with $param, such as plan == \"$param\", "
                            + "plan in ($param) or attribute[\"region\"] == \"$param\".");
        }
        String field = matcher.group("field");
        Operator operator = Operator.ofSymbol(matcher.group("operator").replaceAll("\\s+", " "));
        boolean list = matcher.group("value").startsWith("(");
        if (list != operator.takesList()) {
            throw new IllegalArgumentException(
                    "A list stands in brackets behind “in” or “not in”, and only there: in ($param).");
        }
        if (field == null) {
            if (!fact.hasAttributes()) {
                throw new IllegalArgumentException("This fact has no attributes. It has " + fieldsOf(fact) + ".");
            }
            return new Comparison(
                    matcher.group("attribute"),
                    true,
                    operator,
                    matcher.group("value").contains("\""),
                    parseZone(
                            matcher.group("dates"),
                            "attribute[\"" + matcher.group("attribute") + "\", \"Europe/Zurich\"] == $param"));
        }
        CellType type = fact.findFieldType(field)
                .orElseThrow(() -> new IllegalArgumentException("The fact has no field “" + field + "”. It has "
                        + fieldsOf(fact) + (fact.hasAttributes() ? " and attribute[\"…\"]." : ".")));
        if (FactField.OPENED_AT.isNamed(field)) {
            return parseOpening(operator, matcher.group("zone"));
        }
        if (matcher.group("zone") != null) {
            throw new IllegalArgumentException("Only openedAt and attribute have brackets.");
        }
        if (operator.comparesBySize() && type != CellType.NUMBER) {
            throw new IllegalArgumentException("“" + operator.symbol() + "” compares numbers and dates, and “" + field
                    + "” is " + type.describeContent() + ".");
        }
        return new Comparison(field, false, operator, true, null);
    }

    static Column.ActionColumn parseAction(String text, int index, String title, Binding binding) {
        Matcher matcher = ACTION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "An action calls the entitlement with $param, such as entitlement.words(\"$param\").");
        }
        String target = matcher.group("target");
        Class<?> type = typeOf(target, binding);
        List<String> literals =
                Optional.ofNullable(matcher.group("literal")).map(List::of).orElse(List.of());
        Method method = Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.isAnnotationPresent(ActionMethod.class))
                .filter(candidate -> candidate.getName().equals(matcher.group("method")))
                .filter(candidate -> candidate.getParameterCount() == literals.size() + 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such action. “" + target + "” can be told "
                        + String.join(", ", actionsOf(type)) + "."));
        if (method.getName().equals(ActionName.SLA_CATEGORY.toString())
                && !literals.isEmpty()
                && !literals.equals(List.of(Entitlement.OVERRULES))) {
            throw new IllegalArgumentException("A category that prevails over one that was sent is written"
                    + " entitlement.slaCategory(\"" + Entitlement.OVERRULES + "\", \"$param\").");
        }
        CellType cells = CellType.findByClass(method.getParameterTypes()[literals.size()])
                .orElseThrow();
        return new Column.ActionColumn(index, title, target, method.getName(), literals, cells);
    }

    private static Class<?> typeOf(String target, Binding binding) {
        if (target.equals(ENTITLEMENT)) {
            return Entitlement.class;
        }
        if (target.equals(binding.variable())) {
            return binding.fact().factClass();
        }
        throw new IllegalArgumentException("Nothing here is called “" + target + "”. An action speaks to entitlement"
                + (binding.variable().isEmpty() ? "." : " or " + binding.variable() + "."));
    }

    private static String fieldsOf(FactType fact) {
        return String.join(", ", fact.fieldNames());
    }

    private static TreeSet<String> actionsOf(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(ActionMethod.class)) {
                names.add(method.getName());
            }
        }
        return names;
    }
}
