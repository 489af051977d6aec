package support.entitlement.web.table;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.Entitlement;
import support.entitlement.table.ActionName;
import support.entitlement.table.CellType;
import support.entitlement.table.ColumnWords;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Operator;

/**
 * The columns that a header of a table can define.
 *
 * @param objects the cell that names the fact of a table, by the fact's name
 * @param tests the fields and attributes that conditions may compare
 * @param statements what actions may say
 */
record ColumnKindsResponse(Map<String, String> objects, List<Test> tests, List<Statement> statements) {

    private static final String NAME = "{name}";
    private static final String ZONE = "{zone}";
    private static final Map<FactType, String> VARIABLES =
            Map.of(FactType.CHANNEL, "$channel", FactType.BUSINESS_HOURS, "$calendar", FactType.FACT, "$fact");

    /**
     * A field of a fact, or any attribute of one type.
     *
     * @param facts the facts that have it
     * @param words its name in a sentence; empty for attributes
     * @param type the type of the cells
     * @param form a description of the cells, in words
     */
    record Test(List<String> facts, String words, String type, String form, List<Comparison> comparisons) {}

    /**
     * A comparison of the fact with a cell.
     *
     * @param words the middle of a sentence that the cell ends
     * @param template the cell of the header; that of an attribute holds {@code {name}} in the place of its name
     */
    record Comparison(String words, String template) {}

    /**
     * An action.
     *
     * @param facts the facts of tables that may say it
     * @param words the beginning of a sentence that the cell ends
     * @param template the cell of the header; that of a term of one's own holds {@code {name}} in the place of its name
     */
    record Statement(List<String> facts, String words, String type, String form, String template) {}

    /** Returns all columns. */
    static ColumnKindsResponse listAll() {
        return new ColumnKindsResponse(
                Map.of(
                        nameOf(FactType.QUERY), nameOf(FactType.QUERY),
                        nameOf(FactType.COVERAGE), nameOf(FactType.COVERAGE),
                        nameOf(FactType.CHANNEL), objectOf(FactType.CHANNEL),
                        nameOf(FactType.BUSINESS_HOURS), objectOf(FactType.BUSINESS_HOURS),
                        nameOf(FactType.FACT), objectOf(FactType.FACT)),
                Stream.concat(fieldTests(), attributeTests()).toList(),
                Stream.of(
                                statementsOf(
                                        Entitlement.class,
                                        "entitlement",
                                        List.of(nameOf(FactType.QUERY), nameOf(FactType.COVERAGE))),
                                statementsOf(FactType.CHANNEL),
                                statementsOf(FactType.BUSINESS_HOURS),
                                statementsOf(FactType.FACT))
                        .flatMap(each -> each)
                        .toList());
    }

    private static Stream<Test> fieldTests() {
        return Arrays.stream(FactField.values()).map(field -> fieldTest(field.toString()));
    }

    private static Test fieldTest(String field) {
        List<FactType> facts = Arrays.stream(FactType.values())
                .filter(fact -> fact.findFieldType(field).isPresent())
                .toList();
        if (FactField.OPENED_AT.isNamed(field)) {
            return openingTest(facts);
        }
        CellType type = facts.get(0).findFieldType(field).orElseThrow();
        return new Test(
                facts.stream().map(ColumnKindsResponse::nameOf).toList(),
                new Input(field, false).displayName(),
                type.typeName(),
                ColumnWords.describeContent(field, type),
                comparisons(field, type));
    }

    /** The name in its templates is the zone in which dates begin. */
    private static Test openingTest(List<FactType> facts) {
        return new Test(
                facts.stream().map(ColumnKindsResponse::nameOf).toList(),
                "opening",
                CellType.DATE.typeName(),
                CellType.DATE.describeContent(),
                Stream.of(Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST, Operator.GREATER)
                        .map(operator -> new Comparison(
                                operator.inWords(),
                                FactField.OPENED_AT + "[\"" + NAME + "\"] " + operator.symbol() + " $param"))
                        .toList());
    }

    private static Stream<Test> attributeTests() {
        List<String> facts = Arrays.stream(FactType.values())
                .filter(FactType::hasAttributes)
                .map(ColumnKindsResponse::nameOf)
                .toList();
        return Stream.of(
                        CellType.TEXT,
                        CellType.NUMBER,
                        CellType.FLAG,
                        CellType.DATE,
                        CellType.INSTANT,
                        CellType.DATE_FROM_OPENING,
                        CellType.INSTANT_FROM_OPENING)
                .map(type -> new Test(
                        facts, "", type.typeName(), type.describeContent(), comparisons(attributeOf(type), type)));
    }

    /** Returns the attribute as headers write it; the second name in brackets is the zone of dates. */
    private static String attributeOf(CellType type) {
        return "attribute[\"" + NAME + "\"" + (type == CellType.DATE_FROM_OPENING ? ", \"" + ZONE + "\"]" : "]");
    }

    private static List<Comparison> comparisons(String subject, CellType type) {
        return Arrays.stream(Operator.values())
                .filter(operator -> isFor(operator, type))
                .map(operator -> new Comparison(
                        operator.inWords(), subject + " " + operator.symbol() + " " + parameter(operator, type)))
                .toList();
    }

    private static boolean isFor(Operator operator, CellType type) {
        return switch (type) {
            case FLAG -> operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
            case NUMBER, DATE, INSTANT -> true;
            case DATE_FROM_OPENING, INSTANT_FROM_OPENING -> operator.namesValues() || operator == Operator.NOT_IN;
            default -> !operator.comparesBySize();
        };
    }

    private static String parameter(Operator operator, CellType type) {
        if (operator.takesList()) {
            return "($param)";
        }
        return type == CellType.TEXT ? "\"$param\"" : "$param";
    }

    private static Stream<Statement> statementsOf(FactType fact) {
        return statementsOf(fact.factClass(), VARIABLES.getOrDefault(fact, ""), List.of(nameOf(fact)));
    }

    /** Returns what tables say to one object, in the order of the action names. */
    private static Stream<Statement> statementsOf(Class<?> type, String target, List<String> facts) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(ActionMethod.class))
                .sorted(Comparator.comparing(method -> ActionName.ofName(method.getName())))
                .map(method -> statementOf(method, target, facts));
    }

    private static Statement statementOf(Method method, String target, List<String> facts) {
        Class<?>[] parameters = method.getParameterTypes();
        CellType type = CellType.findByClass(parameters[parameters.length - 1]).orElseThrow();
        ActionName action = ActionName.ofName(method.getName());
        boolean overrules = action == ActionName.SLA_CATEGORY && parameters.length > 1;
        String name = parameters.length == 1 ? "" : "\"" + (overrules ? Entitlement.OVERRULES : NAME) + "\", ";
        return new Statement(
                facts,
                overrules ? ColumnWords.describeOverruling() : action.inWords(),
                type.typeName(),
                ColumnWords.describeContent(action, type),
                target + "." + method.getName() + "(" + name + "\"$param\")");
    }

    private static String nameOf(FactType fact) {
        return fact.factClass().getSimpleName();
    }

    private static String objectOf(FactType fact) {
        return VARIABLES.get(fact) + " : " + nameOf(fact);
    }
}
