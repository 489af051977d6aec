package support.entitlement.web.evaluation;

/** The remembered part of the text of a decision's answers, or the reason why there is none. */
sealed interface RememberedText permits AnswerTemplate, RememberedText.NoTemplate {

    /** Returns the length of the remembered text in bytes; at least 1. */
    int length();

    /** The reasons why there is no template. */
    enum NoTemplate implements RememberedText {
        /** The decision was answered once, and most decisions of some callers never are again. */
        ANSWERED_ONCE,
        /** More of the answer than its due times depends on the opening. */
        DEPENDS_ON_OPENING;

        @Override
        public int length() {
            return 1;
        }
    }
}
