package support.entitlement.table;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;
import support.entitlement.table.value.Fact;

/** The facts that a table can match, in the order in which tables chain. */
public enum FactType {
    /** The first tables match the query. */
    QUERY(Query.class),
    /** The next tables match the query together with the conclusions of the first. */
    COVERAGE(Coverage.class),
    /** The last tables match each channel that the answer names. */
    CHANNEL(Channel.class),
    /** Tables of calendars state opening hours. They are read when a policy is compiled, and match nothing. */
    BUSINESS_HOURS(BusinessHours.class),
    /** Tables of facts state what counts if an attribute is not sent. They are read when a policy is compiled, too. */
    FACT(Fact.class);

    private final Class<?> type;
    private final Map<String, CellType> fields;

    FactType(Class<?> type) {
        this.type = type;
        this.fields = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            if (isField(method)) {
                CellType.findByClass(method.getReturnType()).ifPresent(cell -> fields.put(method.getName(), cell));
            }
        }
    }

    private static boolean isField(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && method.getParameterCount() == 0
                && !method.getName().equals("toString");
    }

    /** Returns the class that a rule names. */
    public Class<?> factClass() {
        return type;
    }

    /** Returns true if rows are rules that queries can match. */
    public boolean isMatched() {
        return this != BUSINESS_HOURS && this != FACT;
    }

    /** Returns true if rows may compare {@code attribute["name"]}. */
    public boolean hasAttributes() {
        return this == QUERY || this == COVERAGE;
    }

    /** Returns the cell type of a field of the fact; empty if it has no such field. */
    public Optional<CellType> findFieldType(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Set<String> fieldNames() {
        return fields.keySet();
    }

    static Optional<FactType> findByName(String name) {
        return Arrays.stream(values())
                .filter(fact -> fact.type.getSimpleName().equals(name))
                .findFirst();
    }

    static Collection<String> factNames() {
        return List.of(values()).stream().map(fact -> fact.type.getSimpleName()).toList();
    }
}
