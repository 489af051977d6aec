package support.entitlement.policy.engine;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.field.ObjectFieldImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.rule.FactHandle;
import support.entitlement.policy.engine.RowRule.Condition;
import support.entitlement.table.Operator;

/**
 * A condition of a rule in the form in which Drools tests it. Equal conditions of several rules are tested once; equalities are found by
 * hashing. Immutable.
 */
final class CellConstraint implements AlphaNodeFieldConstraint, IndexableConstraint {

    private final Condition condition;
    private final InputReader reader;
    private final FieldValue field;

    CellConstraint(Condition condition, InputReader reader) {
        this.condition = condition;
        this.reader = reader;
        this.field = new ObjectFieldImpl(InputReader.toHashed(condition.value()));
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver resolver) {
        return condition.holdsFor(handle.getObject());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CellConstraint constraint && condition.equals(constraint.condition);
    }

    @Override
    public int hashCode() {
        return condition.hashCode();
    }

    @Override
    public ConstraintTypeOperator getConstraintType() {
        return condition.operator() == Operator.EQUAL ? ConstraintTypeOperator.EQUAL : ConstraintTypeOperator.UNKNOWN;
    }

    @Override
    public FieldValue getField() {
        return field;
    }

    @Override
    public ReadAccessor getFieldExtractor() {
        return reader;
    }

    @Override
    public ConstraintType getType() {
        return ConstraintType.ALPHA;
    }

    @Override
    public boolean isIndexable(int nodeType, KieBaseConfiguration configuration) {
        return getConstraintType() == ConstraintTypeOperator.EQUAL;
    }

    @Override
    public boolean isUnification() {
        return false;
    }

    @Override
    public boolean isTemporal() {
        return false;
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return new Declaration[0];
    }

    @Override
    public void replaceDeclaration(Declaration former, Declaration next) {
        // The condition refers to no other fact.
    }

    @Override
    public CellConstraint cloneIfInUse() {
        return this;
    }

    @Override
    public CellConstraint clone() { // Immutable, so that one object serves all rules.
        return this;
    }

    @Override
    public IndexedValueReader getFieldIndex() {
        throw joinsNothing();
    }

    @Override
    public TupleValueExtractor getRightIndexExtractor() {
        throw joinsNothing();
    }

    @Override
    public TupleValueExtractor getLeftIndexExtractor() {
        throw joinsNothing();
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        throw joinsNothing();
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw joinsNothing();
    }

    private static UnsupportedOperationException joinsNothing() {
        return new UnsupportedOperationException("A condition of a row compares one fact with a cell, in memory only.");
    }
}
