package support.entitlement.table.name;

import java.util.Set;
import support.entitlement.table.Column;
import support.entitlement.table.Table;

/**
 * The sorts of names that tables share. A name is declared where a table gives it its meaning; wherever else it stands, it
 * must be one of those that are declared.
 */
enum NameKind {
    PLAN("plan", Set.of("plan"), Set.of(), "supportLevel"),
    SUPPORT_LEVEL("support level", Set.of("supportLevel"), Set.of("supportLevel"), ""),
    ISSUE_TYPE("issue type", Set.of("issueType"), Set.of("referTo"), "entitled"),
    PRODUCTION_USE("state of production use", Set.of("productionUse"), Set.of(), "slaCategory"),
    SLA_CATEGORY("SLA category", Set.of("slaCategory"), Set.of("slaCategory"), "definition"),
    CHANNEL("channel", Set.of("channel", "name"), Set.of("channels"), "medium");

    private final String words;
    private final Set<String> fields;
    private final Set<String> actions;
    private final String declaringAction;

    /**
     * A sort of name.
     *
     * @param words what analysts call it
     * @param fields the fields that hold one
     * @param actions the actions that are told one
     * @param declaringAction a table that says this declares the names that its conditions ask for
     */
    NameKind(String words, Set<String> fields, Set<String> actions, String declaringAction) {
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
                : column instanceof Column.ActionColumn action && actions.contains(action.method());
    }

    /**
     * Whether a column declares the names that it holds: an action that has the field's own name gives it its value; a
     * condition does if the table says what the names mean.
     */
    boolean declaredBy(Table table, Column column) {
        return column instanceof Column.ActionColumn action
                ? fields.contains(action.method())
                : table.hasAction(declaringAction);
    }
}
