package support.entitlement.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Milestone;
import support.entitlement.scenario.PromiseValues.ExpectedValue;
import support.entitlement.scenario.PromiseValues.PromiseValue;
import support.entitlement.sla.PromiseName;
import support.entitlement.sla.PromiseTrait;
import support.entitlement.table.value.CellList;
import support.entitlement.text.NormalForm;

/**
 * The form of a list of promises, in any order, each with a value after a colon.
 *
 * @param values returns the actual values
 * @param promises returns the promises that names may mean
 * @param normalizer converts the text after the colon to its normal form; null if the parts are only names
 * @param asserted the trait of promises that the column states; null if it states none
 */
record PromiseForm(
        Function<ScenarioAnswer, List<PromiseValue>> values,
        Function<ScenarioAnswer, List<Milestone>> promises,
        @Nullable UnaryOperator<String> normalizer,
        @Nullable PromiseTrait asserted)
        implements PartForm {

    private static final String COLON = ": ";

    PromiseForm(
            Function<ScenarioAnswer, List<PromiseValue>> values,
            @Nullable UnaryOperator<String> normalizer,
            @Nullable PromiseTrait asserted) {
        this(values, answer -> answer.decision().milestones(), normalizer, asserted);
    }

    /** Creates the form of values of where a case stands, also of promises that facts have withdrawn since. */
    static PromiseForm ofCase(Function<ScenarioAnswer, List<PromiseValue>> values, UnaryOperator<String> normalizer) {
        return new PromiseForm(values, ScenarioAnswer::promisesOfCase, normalizer, null);
    }

    @Override
    public void checkCell(String cell) {
        parse(cell);
    }

    @Override
    public boolean isMet(String cell, ScenarioAnswer answer, @Nullable String term) {
        return actualValues(answer).areMetBy(parse(cell));
    }

    @Override
    public String show(ScenarioAnswer answer, @Nullable String term) {
        return PartText.joinOrNone(actualValues(answer).toParts());
    }

    @Override
    public Optional<String> findAmbiguity(String cell, ScenarioAnswer answer) {
        return actualValues(answer).findAmbiguity(parse(cell)).map(PromiseName::text);
    }

    private PromiseValues actualValues(ScenarioAnswer answer) {
        return new PromiseValues(promises.apply(answer), values.apply(answer), asserted);
    }

    private List<ExpectedValue> parse(String cell) {
        return NormalForm.areSame(cell, PartText.NONE)
                ? List.of()
                : CellList.splitAll(cell).stream().map(this::parsePart).toList();
    }

    private ExpectedValue parsePart(String part) {
        if (normalizer == null) {
            return new ExpectedValue(new PromiseName(part), "");
        }
        int colon = part.lastIndexOf(COLON);
        if (colon < 1) {
            throw new IllegalArgumentException("no colon");
        }
        return new ExpectedValue(
                new PromiseName(part.substring(0, colon).strip()),
                normalizer.apply(part.substring(colon + 1).strip()));
    }
}
