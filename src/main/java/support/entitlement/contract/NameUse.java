package support.entitlement.contract;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * A name of the published policy that a contract uses.
 *
 * @param kind what it is the name of
 * @param name the name, in the form in which names are compared
 */
public record NameUse(UsedNameKind kind, String name) {

    /** However the name is spelled. */
    public NameUse {
        name = NormalForm.key(name);
    }

    /** What names are of. */
    public enum UsedNameKind {
        /** What a customer has bought. */
        PLAN,
        /** A type of issue. */
        ISSUE_TYPE,
        /** An SLA category. */
        SLA_CATEGORY,
        /** A way to reach support. */
        CHANNEL,
        /** A calendar in which times are counted. */
        CALENDAR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Every name that was signed, once. Milestones and terms are no names of the policy alone: contracts may have their own. */
    public static Set<NameUse> findIn(Agreement agreement) {
        Set<NameUse> uses = new LinkedHashSet<>();
        addName(uses, UsedNameKind.PLAN, agreement.plan());
        for (Term term : agreement.terms()) {
            addName(uses, UsedNameKind.ISSUE_TYPE, term.scope().issueType());
            addName(uses, UsedNameKind.SLA_CATEGORY, term.scope().slaCategory());
            addName(uses, UsedNameKind.CHANNEL, term.scope().channel());
            addName(uses, UsedNameKind.CALENDAR, term.calendar());
            if (term.channels() != null) {
                term.channels().add().forEach(name -> addName(uses, UsedNameKind.CHANNEL, name));
                term.channels().remove().forEach(name -> addName(uses, UsedNameKind.CHANNEL, name));
                if (term.channels().replace() != null) {
                    term.channels().replace().forEach(name -> addName(uses, UsedNameKind.CHANNEL, name));
                }
            }
        }
        return uses;
    }

    private static void addName(Set<NameUse> uses, UsedNameKind kind, @Nullable String name) {
        if (name != null) {
            uses.add(new NameUse(kind, name));
        }
    }
}
