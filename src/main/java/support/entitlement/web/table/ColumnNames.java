package support.entitlement.web.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.policy.KnownNames;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/** Collects the names and words that cells of a column hold. */
final class ColumnNames {

    private ColumnNames() {}

    /** Returns them; empty if any text may stand there. */
    static List<String> of(Table table, Column column, KnownNames known) {
        if (column instanceof Column.ConditionColumn condition) {
            return List.copyOf(inCondition(table, condition, known));
        }
        return column instanceof Column.ActionColumn action ? List.copyOf(inAction(action, known)) : List.of();
    }

    private static Collection<String> inCondition(Table table, Column.ConditionColumn condition, KnownNames known) {
        Input input = Input.ofCondition(condition);
        if (condition.type() != CellType.TEXT) {
            return wordsOfType(condition.type());
        }
        if (input.attribute()) {
            return known.vocabulary()
                    .findAttribute(input.name())
                    .map(attribute -> attribute.values().all())
                    .orElse(List.of());
        }
        if (table.fact() == FactType.FACT && input.isField(FactField.NAME)) {
            return known.vocabulary().attributes().keySet();
        }
        boolean isCalendar = input.isField(FactField.OPENED_DURING)
                || table.fact() == FactType.BUSINESS_HOURS && input.isField(FactField.NAME);
        return isCalendar
                ? known.calendars()
                : known.vocabulary().namesOf(input.name()).all();
    }

    private static Collection<String> inAction(Column.ActionColumn action, KnownNames known) {
        Vocabulary names = known.vocabulary();
        return switch (action.action()) {
            case SUPPORT_LEVEL -> names.supportLevels().all();
            case SLA_CATEGORY -> names.slaCategories().all();
            case REFER_TO -> names.issueTypes().all();
            case CHANNELS, EXCEPT_CHANNELS -> names.channels().all();
            case MILESTONE -> names.milestones().all();
            case CALENDAR, STARTS_DURING, OPEN_DURING, OPEN_WHEN_ANY_OF, OPEN_WHEN_ALL_OF, OPEN_WHEN_NONE_OF ->
                known.calendars();
            default -> wordsOfType(action.type());
        };
    }

    private static List<String> wordsOfType(CellType type) {
        return switch (type) {
            case FLAG -> List.of("yes", "no");
            case VERDICT -> wordsOf(Verdict.values());
            case GUARANTEE -> wordsOf(GuaranteeKind.values());
            case STRENGTH -> wordsOf(Strength.values());
            case LIMIT -> wordsOf(Limit.values());
            case DATE_FROM_OPENING -> rangesOf("30 days", "2 years");
            case INSTANT_FROM_OPENING -> rangesOf("24 hours", "90 minutes");
            default -> List.of();
        };
    }

    /** Returns examples of ranges from the opening, to be completed and changed. */
    private static List<String> rangesOf(String near, String far) {
        return List.of(
                "within " + near + " after opening",
                "within " + near + " of opening",
                "less than " + far + " before opening",
                "more than " + far + " before opening",
                "at least " + near + " before opening",
                "before opening",
                "after opening");
    }

    private static List<String> wordsOf(Enum<?>[] kinds) {
        return Arrays.stream(kinds).map(Enum::toString).toList();
    }
}
