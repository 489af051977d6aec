package support.entitlement.web.operations;

import org.jspecify.annotations.Nullable;

/**
 * The position of a caller in a trace, as the W3C recommendation “Trace Context” writes it.
 *
 * @param text what was sent, without what later versions may append
 */
record TraceParent(String text) {

    static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;
    private static final int SPAN_START = 36;
    private static final int SPAN_END = 52;

    /** Returns null for what the recommendation tells to ignore: anything that is not written exactly so. */
    static @Nullable TraceParent parse(String sent) {
        boolean isFirstVersion = sent.startsWith("00-");
        boolean isSound = sent.length() >= LENGTH
                && (sent.length() == LENGTH || !isFirstVersion && sent.charAt(LENGTH) == '-')
                && !sent.startsWith("ff")
                && sent.charAt(TRACE_START - 1) == '-'
                && sent.charAt(TRACE_END) == '-'
                && sent.charAt(SPAN_END) == '-'
                && isHexadecimal(sent, 0, TRACE_START - 1)
                && isId(sent, TRACE_START, TRACE_END)
                && isId(sent, SPAN_START, SPAN_END)
                && isHexadecimal(sent, SPAN_END + 1, LENGTH);
        return isSound ? new TraceParent(sent.substring(0, LENGTH)) : null;
    }

    /** An id of zeros only is none. */
    private static boolean isId(String text, int start, int end) {
        boolean isZero = true;
        for (int i = start; i < end; i++) {
            isZero &= text.charAt(i) == '0';
        }
        return !isZero && isHexadecimal(text, start, end);
    }

    private static boolean isHexadecimal(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    String traceId() {
        return text.substring(TRACE_START, TRACE_END);
    }

    String spanId() {
        return text.substring(SPAN_START, SPAN_END);
    }
}
