package support.entitlement.change.impact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.FirstStageGroups.FirstStageOutcome;
import support.entitlement.change.impact.FirstStageGroups.OutcomeGroup;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.table.FactField;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.ValueClasses;

/** The derived facts with which a combination of groups reaches the later tables. Not thread-safe; for one search. */
final class SecondStageStart {

    private final CommonQuerySpace space;
    private final List<FirstStageGroups> parts;
    private final OutcomeGroup[] groups;
    private final FirstStageOutcome before;
    private final FirstStageOutcome after;
    private final boolean levelMayCome;
    private final boolean categoryMayCome;
    private final boolean categorySent;
    private final boolean[] widened;

    /**
     * Combines groups.
     *
     * @param groups one group of each part
     */
    SecondStageStart(CommonQuerySpace space, List<FirstStageGroups> parts, OutcomeGroup[] groups) {
        this.space = space;
        this.parts = parts;
        this.groups = groups;
        this.before = combineOutcomes(OutcomeGroup::outcomeBefore);
        this.after = combineOutcomes(OutcomeGroup::outcomeAfter);
        this.categorySent = Arrays.stream(groups).anyMatch(OutcomeGroup::hasCategorySent);
        this.levelMayCome = isAbsentFor(FirstStageGroups::givesLevel);
        this.categoryMayCome = isAbsentFor(FirstStageGroups::givesCategory);
        this.widened = space.widenedInputs(categorySent);
    }

    private FirstStageOutcome combineOutcomes(Function<OutcomeGroup, FirstStageOutcome> version) {
        List<FirstStageOutcome> outcomes = Arrays.stream(groups).map(version).toList();
        return new FirstStageOutcome(
                firstPresent(outcomes.stream().map(FirstStageOutcome::supportLevel)),
                firstPresent(outcomes.stream().map(FirstStageOutcome::slaCategory)));
    }

    private static @Nullable String firstPresent(Stream<@Nullable String> values) {
        return values.filter(Objects::nonNull).findFirst().orElse(null);
    }

    private boolean isAbsentFor(Predicate<FirstStageGroups> gives) {
        return IntStream.range(0, groups.length)
                .anyMatch(i ->
                        gives.test(parts.get(i)) && !groups[i].absentInputs().isEmpty());
    }

    /** For each input, whether it may be sent later. */
    boolean[] widenedInputs() {
        return widened;
    }

    /** Returns the state of a row of the later tables before any further input is divided. */
    MatchState stateOf(VersionedRow row) {
        MatchState derived = stateOfDerived(row);
        return derived == MatchState.OUT ? derived : stateOfShared(row, derived);
    }

    private MatchState stateOfDerived(VersionedRow row) {
        MatchState state = MatchState.EXACT;
        FirstStageOutcome outcome = row.version() == ComparedVersion.BEFORE ? before : after;
        for (VersionedRow.DerivedCondition condition : row.derivedConditions()) {
            boolean level = condition.field() == FactField.SUPPORT_LEVEL;
            Object value = level ? outcome.supportLevel() : outcome.slaCategory();
            if (!condition.column().holdsFor(value, condition.cell())) {
                state = state.weaker(level ? stateWithoutLevel() : stateWithoutCategory(row.version()));
                if (state == MatchState.OUT) {
                    return state;
                }
            }
        }
        return state;
    }

    private MatchState stateWithoutLevel() {
        return levelMayCome ? MatchState.WIDE : MatchState.OUT;
    }

    private MatchState stateWithoutCategory(ComparedVersion version) {
        if (categorySent && !space.isCategoryOverruled(version)) {
            return MatchState.OUT;
        }
        return categoryMayCome ? MatchState.WIDE : MatchState.LATENT;
    }

    private MatchState stateOfShared(VersionedRow row, MatchState derived) {
        MatchState state = derived;
        for (Map.Entry<Integer, ValueClasses> condition : row.classesByInput().entrySet()) {
            int input = condition.getKey();
            for (OutcomeGroup group : groups) {
                ValueClasses shared = group.sharedClasses(input).orElse(null);
                if (shared != null && !condition.getValue().contains(shared)) {
                    boolean maySend = widened[input]
                            && space.domainOf(input).absentClass().contains(shared);
                    if (!maySend) {
                        return MatchState.OUT;
                    }
                    state = MatchState.WIDE;
                }
            }
        }
        return state;
    }

    /**
     * Returns a class of each input for one query with these facts.
     *
     * @param box classes of the inputs that only the later tables compare
     */
    int[] exampleClasses(QueryBox box) {
        int[] classes = new int[space.inputs().size()];
        Arrays.setAll(classes, input -> clearestClass(input, box));
        for (int i = 0; i < groups.length; i++) {
            QueryBox example = groups[i].boxes().get(0);
            for (int input : parts.get(i).inputs()) {
                classes[input] = clearestClass(input, example);
            }
        }
        return classes;
    }

    private int clearestClass(int input, QueryBox box) {
        return space.domainOf(input).clearestClass(box.classesOf(input));
    }
}
