package support.entitlement;

import java.lang.reflect.RecordComponent;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.DecisionBuilder;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.MissingFact;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/**
 * A decision with every part, and for each component of it, however deep, one that differs only there. Tests of all that tells
 * decisions use it, so that a part that somebody adds is forgotten nowhere: {@link #variants} finds the components of records by itself.
 */
public final class DecisionVariants {

    /** A decision in which every part is set. */
    public static final Decision FULL = new DecisionBuilder(
                    new Query("Large", "Outage", null, null, null, "Phone", Map.of()))
            .withEntitled(true)
            .withReason(new Decision.Reason("closed", "Nobody is there at night."))
            .withSupportLevel("Gold")
            .withSlaCategory(new Decision.SlaCategory("A", "All stands still", "B", "C"))
            .withCovers("Everything")
            .withChannels(List.of(new Decision.OfferedChannel("Phone", "call", "at night", "Office")))
            .withChannelsStated(true)
            .withExceptChannels(List.of("Fax"))
            .withChannelAllowed(true)
            .withGuarantee(new Decision.Guarantee(GuaranteeKind.RESPONSE_TIME, "At once"))
            .withPriorityFlag(true)
            .withOnCall(new Decision.OnCall("nights"))
            .withMilestones(List.of(new Milestone(
                    "Reply",
                    Within.parse("1 hour"),
                    "Office",
                    Basis.PUBLISHED,
                    "seen",
                    "replied",
                    Within.parse("2 hours"),
                    Strength.TARGET,
                    "Reception",
                    new Milestone.PauseEvents(List.of("waiting"), List.of("back")),
                    List.of("estimated"))))
            .withCommitments(List.of("A visit"))
            .withAllowance(new Decision.Allowance(
                    8,
                    "hours",
                    Per.YEAR,
                    new CarryOver(Period.ofMonths(1)),
                    Limit.SOFT,
                    new AllowanceRules(
                            "a year",
                            "Consulting",
                            CountingByChannel.parse("2 per hour"),
                            FurtherAmount.parse("10 per 1000 seats"),
                            Fee.parse("150 CHF")),
                    List.of(new Decision.Allowance(2, "hours", Per.QUARTER, CarryOver.NONE, Limit.HARD))))
            .withOwnTerms(Map.of("Language", "English"))
            .withReferTo("Question")
            .withNoRowIn(List.of(new Decision.TableName("Levels", "levels.csv")))
            .withMissing(List.of(new MissingFact(MissingFact.FactGroup.ATTRIBUTE, "region")))
            .withBecause(List.of(new MatchedRow("Plans", "plans.csv", 7, Map.of("Plan", "Large"), "new")))
            .withNotice("Closed on Monday")
            .build();

    private DecisionVariants() {}

    /** A decision that differs from {@link #FULL} in one component only, such as {@code allowance.unit}. */
    public record DecisionVariant(String component, Decision decision) {

        @Override
        public String toString() {
            return component;
        }
    }

    /** Returns a variant for each component but those that begin with one of these names. */
    public static List<DecisionVariant> variantsWithout(String... excluded) {
        return variants().stream()
                .filter(variant -> Arrays.stream(excluded)
                        .noneMatch(name -> variant.component().equals(name)
                                || variant.component().startsWith(name + ".")))
                .toList();
    }

    /** Returns a variant for each component. */
    public static List<DecisionVariant> variants() {
        List<DecisionVariant> variants = new ArrayList<>();
        for (Change change : changesOf(Decision.class, FULL, "")) {
            variants.add(new DecisionVariant(change.component(), (Decision) change.value()));
        }
        return variants;
    }

    /** Records whose components are not told one by one. */
    private static final List<Class<?>> LEAVES =
            List.of(Within.class, CarryOver.class, CountingByChannel.class, FurtherAmount.class, Fee.class);

    /** A value that differs from another in one component. */
    private record Change(String component, Object value) {}

    private static List<Change> changesOf(Class<?> type, @Nullable Object value, String name) {
        if (value == null || value instanceof Collection<?> list && list.isEmpty()) {
            throw new IllegalStateException("The full decision has no “" + name + "”. Set it, so that tests see it.");
        }
        if (value instanceof Query) {
            return List.of();
        }
        if (value instanceof List<?> list && list.get(0) instanceof Decision.Allowance) {
            return List.of(new Change(
                    name, List.of(new Decision.Allowance(3, "hours", Per.QUARTER, CarryOver.NONE, Limit.HARD))));
        }
        if (value instanceof List<?> list) {
            return changesOf(list.get(0).getClass(), list.get(0), name).stream()
                    .map(change -> new Change(change.component(), List.of(change.value())))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> other = new LinkedHashMap<>();
            map.forEach((key, text) -> other.put(key, text + " otherwise"));
            return List.of(new Change(name, other));
        }
        return value instanceof Record parts && LEAVES.stream().noneMatch(leaf -> leaf.isInstance(value))
                ? changesOfRecord(type, parts, name)
                : List.of(new Change(name, otherValue(value)));
    }

    private static List<Change> changesOfRecord(Class<?> type, Record parts, String name) {
        List<Change> changes = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            int number = i;
            String inner = (name.isEmpty() ? "" : name + ".") + components[i].getName();
            changesOf(components[i].getType(), valueOf(components[i], parts), inner)
                    .forEach(change -> changes.add(
                            new Change(change.component(), withComponent(type, parts, number, change.value()))));
        }
        return changes;
    }

    private static Object otherValue(Object value) {
        if (value instanceof String text) {
            return text + " otherwise";
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Number number) {
            return number.intValue() + 1;
        }
        if (value instanceof Enum<?> one) {
            Object[] all = one.getDeclaringClass().getEnumConstants();
            return all[(one.ordinal() + 1) % all.length];
        }
        if (value instanceof Within) {
            return Within.parse("3 days");
        }
        if (value instanceof CarryOver) {
            return new CarryOver(Period.ofMonths(2));
        }
        if (value instanceof CountingByChannel) {
            return CountingByChannel.parse("3 per hour");
        }
        if (value instanceof FurtherAmount) {
            return FurtherAmount.parse("20 per 1000 seats");
        }
        if (value instanceof Fee) {
            return Fee.parse("200 CHF");
        }
        throw new IllegalStateException("Say here how another value of " + value.getClass() + " is made.");
    }

    private static Object withComponent(Class<?> type, Record parts, int number, Object value) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> valueOf(component, parts))
                .toArray();
        values[number] = value;
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object valueOf(RecordComponent component, Record parts) {
        try {
            return Objects.requireNonNull(component.getAccessor().invoke(parts), component.getName());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
