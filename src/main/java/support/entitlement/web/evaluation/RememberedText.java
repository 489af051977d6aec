package support.entitlement.web.evaluation;

/** The remembered part of the text of a decision's answers, or the reason why there is none. */
sealed interface RememberedText permits AnswerTemplate, RememberedText.NoTemplate {

    /** Returns the length of the remembered text in bytes; at least 1. */
    int length();

    /** The reasons why there is no template. */
    enum NoTemplate implements RememberedText {
        /** The decision was answered once, and most decisions of some callers never are again. */
        ANSWERED_ONCE,
        /** More of the answer than what fills the gaps of a template depends on the opening or the contract. */
        DEPENDS_ON_MORE;

        @Override
        public int length() {
            return 1;
        }
    }
}
