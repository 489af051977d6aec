package support.entitlement.policy.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.ActionMethod;
import support.entitlement.decision.Entitlement;

/** An action of a rule with its arguments, ready to be done. A value of a cell is an argument and never becomes code. Immutable. */
final class RowAction {

    private static final Map<ActionKey, MethodHandle> METHODS = new ConcurrentHashMap<>();

    /** The largest number of digits of a whole number that is passed as an {@code int}. */
    private static final int MAX_INT_DIGITS = 9;

    private final boolean onFact;
    private final MethodHandle method;
    private final @Nullable Object[] arguments;

    private RowAction(boolean onFact, MethodHandle method, @Nullable Object[] arguments) {
        this.onFact = onFact;
        this.method = method;
        this.arguments = arguments;
    }

    /** An action method: several of one name differ in the number of their parameters. */
    private record ActionKey(Class<?> type, String name, int parameters) {}

    static RowAction of(RowRule.Action action, Class<?> fact) {
        List<Object> arguments = new ArrayList<>(action.literals());
        arguments.add(toArgument(action.value()));
        return new RowAction(
                action.onFact(),
                METHODS.computeIfAbsent(
                        new ActionKey(action.onFact() ? fact : Entitlement.class, action.method(), arguments.size()),
                        RowAction::findMethod),
                arguments.toArray());
    }

    private static MethodHandle findMethod(ActionKey key) {
        Method method = Arrays.stream(key.type().getMethods())
                .filter(candidate -> candidate.isAnnotationPresent(ActionMethod.class)
                        && candidate.getName().equals(key.name())
                        && candidate.getParameterCount() == key.parameters())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no action " + key));
        try {
            return MethodHandles.publicLookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, key.parameters())
                    .asType(MethodType.methodType(void.class, Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the action " + key + " cannot be called", e);
        }
    }

    private static Object toArgument(Object value) {
        if (value instanceof List<?> list) {
            return list.toArray(String[]::new);
        }
        return value instanceof BigDecimal number ? toNumber(number) : value;
    }

    /** Returns a number with or without a fraction, as it was written. */
    private static Number toNumber(BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= MAX_INT_DIGITS;
        return whole ? (Number) number.intValueExact() : (Number) number.doubleValue();
    }

    /** Does it for a fact that the rule matches. */
    void doFor(Entitlement entitlement, Object fact) throws Exception {
        try {
            method.invokeExact(onFact ? fact : (Object) entitlement, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
