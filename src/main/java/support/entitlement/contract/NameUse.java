package support.entitlement.contract;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.text.NormalForm;

/**
 * The use of a name of the published policy by a contract.
 *
 * @param kind the kind of thing that is named
 * @param name the name, in its normal form for comparison
 */
public record NameUse(UsedNameKind kind, String name) {

    /** Normalises the spelling. */
    public NameUse {
        name = NormalForm.key(name);
    }

    /** The kinds of names. */
    public enum UsedNameKind {
        /** A plan that a customer has bought. */
        PLAN,
        /** An issue type. */
        ISSUE_TYPE,
        /** An SLA category. */
        SLA_CATEGORY,
        /** A channel. */
        CHANNEL,
        /** A calendar in which durations are counted. */
        CALENDAR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns every policy name in an agreement, once. Milestones and analysts' terms are left out, since contracts may
     * define their own.
     */
    public static Set<NameUse> findIn(Agreement agreement) {
        Set<NameUse> uses = new LinkedHashSet<>();
        addName(uses, UsedNameKind.PLAN, agreement.plan());
        for (Term term : agreement.terms()) {
            addName(uses, UsedNameKind.ISSUE_TYPE, term.scope().issueType());
            addName(uses, UsedNameKind.SLA_CATEGORY, term.scope().slaCategory());
            addName(uses, UsedNameKind.CHANNEL, term.scope().channel());
            addName(uses, UsedNameKind.CALENDAR, term.calendar());
            addName(uses, UsedNameKind.CALENDAR, term.clock().startsDuring());
            if (term.allowance() != null && term.allowance().counts() != null) {
                CountingByChannel.parse(term.allowance().counts())
                        .channels()
                        .forEach(name -> addName(uses, UsedNameKind.CHANNEL, name));
            }
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
