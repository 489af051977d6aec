package support.entitlement.decision;

import support.entitlement.text.NormalForm;

/** The statement of a row on whether a customer is entitled to support. */
public enum Verdict {
    /** The row grants support. */
    YES,
    /** The row denies support. */
    NO,
    /** The row says that the policy leaves the question open. */
    NOT_STATED;

    private static final String NOT_STATED_WORDS = "not stated";

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS = "yes, no or " + NOT_STATED_WORDS;

    /** Returns the verdict of a row that grants support, or denies it. */
    public static Verdict ofFlag(boolean granted) {
        return granted ? YES : NO;
    }

    /** Returns true if a cell says that the policy leaves the question open, in any case. */
    public static boolean isNotStated(String text) {
        return NormalForm.areSame(NOT_STATED_WORDS, text);
    }

    /** Returns the words of a cell. */
    @Override
    public String toString() {
        return this == NOT_STATED ? NOT_STATED_WORDS : this == YES ? "yes" : "no";
    }
}
