package support.entitlement.table.name;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Table;

/**
 * The kinds of names that tables share. A name is declared where a table gives it its meaning; everywhere else, it must
 * be one of the declared names.
 */
enum NameKind {
    PLAN("plan", Set.of(FactField.PLAN), Set.of(), ActionName.SUPPORT_LEVEL),
    SUPPORT_LEVEL("support level", Set.of(FactField.SUPPORT_LEVEL), Set.of(ActionName.SUPPORT_LEVEL), null),
    ISSUE_TYPE("issue type", Set.of(FactField.ISSUE_TYPE), Set.of(ActionName.REFER_TO), ActionName.ENTITLED),
    PRODUCTION_USE("state of production use", Set.of(FactField.PRODUCTION_USE), Set.of(), ActionName.SLA_CATEGORY),
    SLA_CATEGORY(
            "SLA category", Set.of(FactField.SLA_CATEGORY), Set.of(ActionName.SLA_CATEGORY), ActionName.DEFINITION),
    CHANNEL(
            "channel",
            Set.of(FactField.CHANNEL, FactField.NAME),
            Set.of(ActionName.CHANNELS, ActionName.EXCEPT_CHANNELS),
            ActionName.MEDIUM);

    private final String words;
    private final Set<FactField> fields;
    private final Set<ActionName> actions;
    private final @Nullable ActionName declaringAction;

    /**
     * Creates a kind of name.
     *
     * @param words the term that analysts use
     * @param fields the fields that hold such a name
     * @param actions the actions that take such a name
     * @param declaringAction a table with this action declares the names in its conditions; null if none does
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

    /** Returns true if the cells of a column hold such names. */
    boolean standsIn(Column column) {
        return column instanceof Column.ConditionColumn condition
                ? fields.stream().anyMatch(condition::isField)
                : column instanceof Column.ActionColumn action && actions.contains(action.action());
    }

    /**
     * Returns true if a column declares the names that it holds: an action with the name of the field sets its value; a
     * condition declares them if the table has the declaring action.
     */
    boolean declaredBy(Table table, Column column) {
        return column instanceof Column.ActionColumn action
                ? fields.stream().anyMatch(field -> field.isNamed(action.method()))
                : declaringAction != null && table.hasAction(declaringAction);
    }
}
