package support.entitlement.policy.engine;

import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Input;

/**
 * Reads an input from a fact for Drools, which finds the rows that demand its value in a hash table. Numbers are read as doubles, because
 * conditions compare them so.
 */
final class InputReader extends BaseObjectClassFieldReader {

    private static final long serialVersionUID = 1;

    private final transient Input input;

    /**
     * Creates a reader.
     *
     * @param index identifies the input and the type among all that the rules of a base compare
     * @param type the type of the values that rows demand
     */
    InputReader(int index, Input input, ValueType type) {
        super(index, type.getClassType(), type);
        this.input = input;
    }

    @Override
    public @Nullable Object getValue(@Nullable ValueResolver resolver, Object fact) {
        return toHashed(input.valueIn(fact));
    }

    /** Returns a value in the form in which equal ones are equal objects. */
    static @Nullable Object toHashed(@Nullable Object value) {
        return value instanceof Number number ? Double.valueOf(number.doubleValue() + 0.0) : value;
    }

    /** Returns the type as which Drools hashes the value of a cell. */
    static ValueType typeOf(Object value) {
        return value instanceof Number
                ? ValueType.NUMBER_TYPE
                : value instanceof Boolean ? ValueType.BOOLEAN_TYPE : ValueType.STRING_TYPE;
    }
}
