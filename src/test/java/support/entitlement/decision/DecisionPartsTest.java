package support.entitlement.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;

/** Tests that no part of a decision is forgotten where all of them are handled. */
class DecisionPartsTest {

    private static final MatchedRow FIRST = new MatchedRow("Plans", "plans.csv", 7, Map.of(), null);
    private static final MatchedRow SECOND = new MatchedRow("Levels", "levels.csv", 8, Map.of(), null);

    private static final Map<Class<?>, List<Object>> VALUES = Map.of(
            String.class, List.of("text"),
            String[].class, List.of(new Object[] {new String[] {"Phone"}}),
            boolean.class, List.of(true, false),
            Number.class, List.of(9),
            Within.class, List.of(Within.parse("1 hour")),
            CarryOver.class, List.of(CarryOver.parse("P1M")),
            CountingByChannel.class, List.of(CountingByChannel.parse("2")),
            FurtherAmount.class, List.of(FurtherAmount.parse("10 per 1000 seats")),
            Fee.class, List.of(Fee.parse("150 CHF")));

    @Test
    void aCopyOfADecisionHasAllItsParts() {
        assertThat(new DecisionBuilder(DecisionVariants.FULL).build()).isEqualTo(DecisionVariants.FULL);
    }

    @ParameterizedTest
    @MethodSource("promises")
    void decisionsThatDifferInAPromiseDoNotPromiseTheSame(DecisionVariant variant) {
        assertThat(variant.decision().promisesTheSameAs(DecisionVariants.FULL)).isFalse();
    }

    static List<DecisionVariant> promises() {
        return DecisionVariants.variantsWithout("slaCategory", "channelAllowed", "noRowIn", "missing", "because");
    }

    /** Conclusions carry every action into the decision, and cite the row that states it. */
    @ParameterizedTest
    @MethodSource("actions")
    void everyActionChangesTheDecisionAndItsRowIsCited(Method action) {
        assertThat(contextsWithout(action).stream()
                        .flatMap(context ->
                                argumentsOf(action).stream().filter(arguments -> isShown(action, arguments, context))))
                .as("arguments with which %s changes the decision and is cited", action.getName())
                .isNotEmpty();
    }

    static List<Method> actions() {
        return Arrays.stream(Entitlement.class.getMethods())
                .filter(method -> method.isAnnotationPresent(ActionMethod.class))
                .toList();
    }

    private static boolean isShown(Method action, Object[] arguments, List<String> context) {
        Decision without = decide(entitlement -> {}, context);
        Decision with = decide(entitlement -> invoke(action, entitlement, arguments), context);
        return with.because().contains(SECOND)
                && !new DecisionBuilder(with)
                        .withBecause(without.because())
                        .build()
                        .equals(without);
    }

    private interface ActionCall {
        void apply(Entitlement entitlement);
    }

    private static Decision decide(ActionCall call, List<String> context) {
        Entitlement entitlement = new Entitlement();
        entitlement.openRow(FIRST);
        entitlement.entitled(context.contains("denied") ? Verdict.NO : Verdict.YES);
        entitlement.slaCategory("A");
        entitlement.amount(8);
        entitlement.openRow(SECOND);
        if (context.contains("milestone")) {
            entitlement.milestone("Reply");
        }
        if (context.contains("calendar")) {
            entitlement.calendar("Office");
        }
        if (context.contains("pausedBy")) {
            entitlement.pausedBy("waiting");
        }
        if (context.contains("resumedBy")) {
            entitlement.resumedBy("back");
        }
        if (context.contains("amount")) {
            entitlement.amount(7);
        }
        call.apply(entitlement);
        Query query = new Query("Large", "Outage", null, null, null, null, Map.of());
        return entitlement.finishDecision(entitlement.deriveCoverage(query), (decision, rows) -> List.of());
    }

    /** The actions before it: some describe a milestone, which needs a name and a calendar, a limit or a denial. */
    private static List<List<String>> contextsWithout(Method action) {
        return Stream.of(
                        List.<String>of(),
                        List.of("denied"),
                        List.of("milestone"),
                        List.of("calendar"),
                        List.of("milestone", "calendar"),
                        List.of("milestone", "calendar", "pausedBy"),
                        List.of("milestone", "calendar", "resumedBy"),
                        List.of("amount"))
                .filter(context -> !context.contains(action.getName()))
                .toList();
    }

    private static List<Object[]> argumentsOf(Method action) {
        Class<?> type = action.getParameterTypes()[action.getParameterCount() - 1];
        return valuesOf(type).stream()
                .map(value -> action.getParameterCount() == 1 ? new Object[] {value} : new Object[] {"name", value})
                .toList();
    }

    private static List<Object> valuesOf(Class<?> type) {
        return type.isEnum() ? List.of(type.getEnumConstants()) : Objects.requireNonNull(VALUES.get(type));
    }

    private static void invoke(Method action, Entitlement entitlement, Object[] arguments) {
        try {
            action.invoke(entitlement, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
