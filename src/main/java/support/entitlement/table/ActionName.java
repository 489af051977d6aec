package support.entitlement.table;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.decision.BusinessHours;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Entitlement;
import support.entitlement.table.value.Fact;
import support.entitlement.text.UnderscoredName;

/** The actions that columns of tables call, on {@link Entitlement}, {@link Channel}, {@link BusinessHours} and {@link Fact}. */
public enum ActionName {
    SUPPORT_LEVEL("gives the support level"),
    SLA_CATEGORY("gives the SLA category"),
    DEFINITION("defines the SLA category as"),
    NOTICE("adds the notice"),
    ENTITLED("entitles to support"),
    REASON("denies it for the reason"),
    REASON_TEXT("words the reason as"),
    COVERS("covers"),
    REFER_TO("refers to the issue type"),
    CHANNELS("offers the channels"),
    EXCEPT_CHANNELS("excludes the channels"),
    GUARANTEE("gives a guarantee of the kind"),
    WORDS("words the guarantee as"),
    PRIORITY_FLAG("flags the issue as a priority"),
    ON_CALL("notifies an on-call team at"),
    MILESTONE("promises the milestone"),
    WITHIN("promises it within"),
    CALENDAR("counts its time in the calendar"),
    STARTS_AT("starts its clock at the event"),
    STARTS_DURING("starts its clock in the hours of"),
    ENDS_AT("reaches it at the event"),
    PAUSED_BY("pauses its clock at the events"),
    RESUMED_BY("continues its clock at the events"),
    EVERY("promises it again every"),
    REPEATED_UNTIL("repeats it until the events"),
    STRENGTH("promises it as"),
    COMMITMENT("commits to"),
    AMOUNT("allows the amount"),
    UNIT("counts the amount in"),
    PER("allows it for each"),
    CARRY_OVER("keeps what is left for"),
    LIMIT("limits use beyond the amount"),
    LIMIT_NAME("describes the limit"),
    POOL("draws from the pool"),
    COUNTS("counts a booked unit as"),
    FURTHER("adds to the amount"),
    FEE("charges beyond the amount"),
    TERM("sets the term"),
    MEDIUM("is reached by"),
    TERMS("is used under the terms"),
    OPEN_DURING("is open during"),
    ZONE("is in the time zone"),
    DAY("opens on the days"),
    ON("has other hours on the date"),
    OPENS("opens at"),
    CLOSES("closes at"),
    CLOSED_ON("is closed on the date"),
    OPEN_WHEN_ANY_OF("is open when any is open of"),
    OPEN_WHEN_ALL_OF("is open when all are open of"),
    OPEN_WHEN_NONE_OF("is open when none is open of"),
    IF_NOT_SENT("has the value, if it is not sent,");

    /** The actions that name a calendar of a milestone, or an attribute that chooses it. */
    public static final Set<ActionName> OF_CALENDARS = Set.of(CALENDAR, STARTS_DURING);

    private static final Map<String, ActionName> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActionName::toString, action -> action));

    private final String javaName = UnderscoredName.toCamelCase(name());
    private final String words;

    ActionName(String words) {
        this.words = words;
    }

    /** Returns the effect of the action as the beginning of a sentence that a cell ends: {@code promises it within}. */
    public String inWords() {
        return words;
    }

    /** Returns the name as headers of tables write it, for example {@code carryOver}. */
    @Override
    public String toString() {
        return javaName;
    }

    /** Returns true if a header of a table names it so. */
    public boolean isNamed(String name) {
        return javaName.equals(name);
    }

    /**
     * Returns the action of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ActionName ofName(String name) {
        ActionName action = BY_NAME.get(name);
        if (action == null) {
            throw new IllegalArgumentException("no action is called “" + name + "”");
        }
        return action;
    }
}
