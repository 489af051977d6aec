package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.policy.Policy;
import support.entitlement.policy.TextReading;
import support.entitlement.policy.calendar.CalendarVariant;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.table.value.OpeningBound;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.Names;

/**
 * The facts that callers can send to both of two versions of the tables, with values divided into classes that no condition of either
 * version tells apart. Immutable.
 *
 * <p>Only names that both versions know have a class: a query with another name has no answer in one version, so none that changes.
 */
final class CommonQuerySpace {

    private static final Set<FactField> ALWAYS_SENT = Set.of(FactField.PLAN, FactField.ISSUE_TYPE);
    private static final Set<FactField> SENDABLE =
            Set.of(FactField.PRODUCTION_USE, FactField.WORKAROUND, FactField.CHANNEL);

    /** The fields about the harm of a case. An agent who sends the last sends none of the others. */
    static final List<FactField> IMPACT_OR_CATEGORY =
            List.of(FactField.PRODUCTION_USE, FactField.WORKAROUND, FactField.SLA_CATEGORY);

    private final List<Input> inputs = new ArrayList<>();
    private final List<InputDomain> domains = new ArrayList<>();
    private final Map<Input, Names> names = new HashMap<>();
    private final Map<ComparedVersion, Boolean> overruled = new EnumMap<>(ComparedVersion.class);
    private final Map<ComparedVersion, Map<String, Object>> defaults = new EnumMap<>(ComparedVersion.class);
    private final CommonOpenings openings;
    private final List<String> incomparable = new ArrayList<>();

    CommonQuerySpace(Policy policyBefore, Policy policyAfter) {
        List<Table> before = policyBefore.tables();
        List<Table> after = policyAfter.tables();
        this.openings = CommonOpenings.between(policyBefore, policyAfter);
        defaults.put(ComparedVersion.BEFORE, Vocabulary.of(before).defaults());
        defaults.put(ComparedVersion.AFTER, Vocabulary.of(after).defaults());
        overruled.put(ComparedVersion.BEFORE, before.stream().anyMatch(Table::overrulesSent));
        overruled.put(ComparedVersion.AFTER, after.stream().anyMatch(Table::overrulesSent));
        Vocabulary old = Vocabulary.of(before);
        Vocabulary now = Vocabulary.of(after);
        Map<Input, List<Object>> cells = QuerySpace.collectCells(Stream.concat(before.stream(), after.stream())
                .filter(table -> table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE)
                .toList());
        cells.remove(Input.ofField(FactField.SUPPORT_LEVEL));
        CalendarVariant.choosingAttributes(before, after)
                .forEach((attribute, known) -> cells.computeIfAbsent(
                                new Input(attribute, true), any -> new ArrayList<>())
                        .addAll(known));
        cells.forEach((input, values) -> {
            inputs.add(input);
            domains.add(
                    input.isField(FactField.OPENED_DURING)
                            ? openings.createDomain()
                            : input.attribute()
                                    ? createAttributeDomain(input, policyBefore, policyAfter, values)
                                    : createFieldDomain(input, old, now));
        });
    }

    private InputDomain createFieldDomain(Input input, Vocabulary old, Vocabulary now) {
        Names before = old.namesOf(input.name());
        List<String> both = now.namesOf(input.name()).all().stream()
                .filter(name -> before.findSpelling(name).isPresent())
                .toList();
        names.put(input, new Names(both));
        boolean flag = FactType.QUERY
                .findFieldType(input.name())
                .filter(CellType.FLAG::equals)
                .isPresent();
        return new InputDomain(!isOneOf(ALWAYS_SENT, input), flag, both, false, List.of());
    }

    private InputDomain createAttributeDomain(Input input, Policy before, Policy after, List<Object> values) {
        Vocabulary old = before.vocabulary();
        Vocabulary now = after.vocabulary();
        Set<CellType> types = Stream.of(old, now)
                .map(vocabulary -> Optional.ofNullable(vocabulary.attributes().get(input.name())))
                .flatMap(Optional::stream)
                .map(Vocabulary.Attribute::types)
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()))
                .orElseThrow();
        String difference =
                TextReading.findDifference(input.name(), before, after).orElse(null);
        if (difference != null) {
            incomparable.add(difference);
            types = types.stream()
                    .filter(type -> !TextReading.TYPES.contains(type))
                    .collect(Collectors.toSet());
        }
        Names texts = new Names(QuerySpace.textsAmong(values).toList());
        names.put(input, texts);
        boolean text = types.contains(CellType.TEXT);
        boolean isChoice = Stream.of(old, now)
                .flatMap(vocabulary -> Stream.ofNullable(vocabulary.attributes().get(input.name())))
                .anyMatch(attribute -> attribute.chosen() != null);
        return new InputDomain(
                true,
                types.contains(CellType.FLAG),
                text ? new LinkedHashSet<>(texts.all()) : Set.of(),
                text && !isChoice,
                QuerySpace.orderedClasses(types, values));
    }

    /** Returns a sentence for each attribute that the versions compare in different ways, so that queries which send it are not compared. */
    List<String> incomparable() {
        return incomparable;
    }

    List<Input> inputs() {
        return inputs;
    }

    InputDomain domainOf(int input) {
        return domains.get(input);
    }

    CommonOpenings openings() {
        return openings;
    }

    private static boolean isOneOf(Collection<FactField> fields, Input input) {
        return fields.stream().anyMatch(input::isField);
    }

    /** Returns whether an input is one of {@link #IMPACT_OR_CATEGORY}. */
    static boolean saysImpactOrCategory(Input input) {
        return isOneOf(IMPACT_OR_CATEGORY, input);
    }

    int indexOf(FactField field) {
        return inputs.indexOf(Input.ofField(field));
    }

    int indexOf(Column.ConditionColumn column) {
        return inputs.indexOf(Input.ofCondition(column));
    }

    /** Returns whether tables of a version may overrule the category that an agent sends. */
    boolean isCategoryOverruled(ComparedVersion version) {
        return overruled.getOrDefault(version, false);
    }

    /** Returns the box of all queries. */
    QueryBox allQueries() {
        return new QueryBox(domains.stream().map(InputDomain::allClasses).toList());
    }

    /**
     * Returns, for each input, whether a caller that left it out may be told that it would matter.
     *
     * @param categorySent whether an agent has sent the category, and so no other fact about the harm
     */
    boolean[] widenedInputs(boolean categorySent) {
        boolean[] widens = new boolean[inputs.size()];
        for (int input = 0; input < widens.length; input++) {
            widens[input] = isSendable(input)
                    && !(categorySent
                            && !inputs.get(input).attribute()
                            && isOneOf(IMPACT_OR_CATEGORY, inputs.get(input)));
        }
        return widens;
    }

    /** Returns whether callers may send or leave out an input; the category, which only agents send, does not count. */
    boolean isSendable(int input) {
        return inputs.get(input).attribute() || isOneOf(SENDABLE, inputs.get(input));
    }

    /**
     * Returns the classes for which a condition of a version holds. An attribute that was not sent has the value that counts for
     * it in that version.
     */
    ValueClasses matchingClasses(ComparedVersion version, Column.ConditionColumn column, Object cell) {
        ValueClasses classes = namedClasses(version, column, cell);
        Object counting = column.attribute()
                ? defaults.get(version).get(Input.ofCondition(column).name())
                : null;
        if (counting == null) {
            return classes;
        }
        ValueClasses absent = domains.get(indexOf(column)).absentClass();
        return column.holdsFor(counting, cell) ? ValueClasses.union(List.of(classes, absent)) : classes.minus(absent);
    }

    /** Returns the classes for which a condition of a version holds, with no value for what was not sent. */
    private ValueClasses namedClasses(ComparedVersion version, Column.ConditionColumn column, Object cell) {
        int input = indexOf(column);
        InputDomain domain = domains.get(input);
        UnaryOperator<Object> spelling = column.isField(FactField.OPENED_DURING)
                ? name -> name instanceof String calendar ? openings.commonName(version, calendar) : name
                : each -> commonSpelling(input, each);
        if (cell instanceof OpeningBound) {
            return domain.matchingClasses(column.operator(), cell);
        }
        if (cell instanceof SentCell) {
            return domain.matchingClasses(column.operator(), spellNamed(cell, spelling));
        }
        Object spelled =
                cell instanceof List<?> list ? list.stream().map(spelling).toList() : spelling.apply(cell);
        return column.operator().comparesBySize() && domain.classOf(cell).isEmpty()
                ? ValueClasses.EMPTY
                : domain.matchingClasses(column.operator(), spelled);
    }

    /** Returns a cell with the values that it excludes in another spelling. */
    private static Object spellNamed(Object cell, UnaryOperator<Object> spelling) {
        return cell instanceof SentCell.Otherwise other
                ? new SentCell.Otherwise(other.named().stream().map(spelling).collect(Collectors.toSet()))
                : cell;
    }

    /** Returns the class of a name in any spelling; none if a version does not know it. */
    ValueClasses classesOfName(int input, String name) {
        return domains.get(input).classOf(commonSpelling(input, name));
    }

    private Object commonSpelling(int input, Object cell) {
        return cell instanceof String text
                ? names.get(inputs.get(input)).findSpelling(text).orElse(text)
                : cell;
    }
}
