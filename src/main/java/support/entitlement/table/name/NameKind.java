package support.entitlement.table.name;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.ActionName;
import support.entitlement.decision.FactField;
import support.entitlement.table.Column;
import support.entitlement.table.Table;

/**
 * The sorts of names that tables share. A name is declared where a table gives it its meaning; wherever else it stands, it
 * must be one of those that are declared.
 */
enum NameKind {
    PLAN("plan", Set.of(FactField.PLAN), Set.of(), ActionName.SUPPORT_LEVEL),
    SUPPORT_LEVEL("support level", Set.of(FactField.SUPPORT_LEVEL), Set.of(ActionName.SUPPORT_LEVEL), null),
    ISSUE_TYPE("issue type", Set.of(FactField.ISSUE_TYPE), Set.of(ActionName.REFER_TO), ActionName.ENTITLED),
    PRODUCTION_USE("state of production use", Set.of(FactField.PRODUCTION_USE), Set.of(), ActionName.SLA_CATEGORY),
    SLA_CATEGORY(
            "SLA category", Set.of(FactField.SLA_CATEGORY), Set.of(ActionName.SLA_CATEGORY), ActionName.DEFINITION),
    CHANNEL("channel", Set.of(FactField.CHANNEL, FactField.NAME), Set.of(ActionName.CHANNELS), ActionName.MEDIUM);

    private final String words;
    private final Set<FactField> fields;
    private final Set<ActionName> actions;
    private final @Nullable ActionName declaringAction;

    /**
     * A sort of name.
     *
     * @param words what analysts call it
     * @param fields the fields that hold one
     * @param actions the actions that are told one
     * @param declaringAction a table that says this declares the names that its conditions ask for; null if none does
     */
    NameKind(String words, Set<FactField> fields, Set<ActionName> actions, @Nullable ActionName declaringAction) {
        this.words = words;
        this.fields = fields;
        this.actions = actions;
        this.declaringAction = declaringAction;
    }

    String displayName() {
        return words;
    }

    /** Whether the cells of a column hold such names. */
    boolean standsIn(Column column) {
        return column instanceof Column.ConditionColumn condition
                ? fields.stream().anyMatch(condition::isField)
                : column instanceof Column.ActionColumn action && actions.contains(action.action());
    }

    /**
     * Whether a column declares the names that it holds: an action that has the field's own name gives it its value; a
     * condition does if the table says what the names mean.
     */
    boolean declaredBy(Table table, Column column) {
        return column instanceof Column.ActionColumn action
                ? fields.stream().anyMatch(field -> field.isNamed(action.method()))
                : declaringAction != null && table.hasAction(declaringAction);
    }
}
