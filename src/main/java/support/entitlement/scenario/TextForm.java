package support.entitlement.scenario;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The form of a part that is compared as text.
 *
 * @param actual returns the actual part in its normal form, in which it can be copied into a cell
 * @param normalizer converts a cell to the normal form of actual parts
 * @param ordered true if the order of a list has a meaning; false if it follows the rows of a table
 */
record TextForm(
        BiFunction<ScenarioAnswer, @Nullable String, String> actual, UnaryOperator<String> normalizer, boolean ordered)
        implements PartForm {

    @Override
    public void checkCell(String cell) {
        normalizer.apply(cell);
    }

    @Override
    public boolean isMet(String cell, ScenarioAnswer answer, @Nullable String term) {
        String expected = normalizer.apply(cell);
        return ordered
                ? PartText.haveSamePartsInOrder(expected, show(answer, term))
                : PartText.haveSameParts(expected, show(answer, term));
    }

    @Override
    public String show(ScenarioAnswer answer, @Nullable String term) {
        return actual.apply(answer, term);
    }
}
