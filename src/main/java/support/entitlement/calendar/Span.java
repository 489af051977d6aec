package support.entitlement.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A range of seconds on a timeline, from one (included) to another (excluded). */
record Span(long from, long to) {

    /** Returns the spans in order, with those that overlap or touch merged. */
    static List<Span> mergeOverlapping(List<Span> spans) {
        List<Span> merged = new ArrayList<>(spans.size());
        for (Span span : spans.stream()
                .filter(each -> each.from < each.to)
                .sorted(Comparator.comparingLong(Span::from))
                .toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && span.from <= merged.get(last).to) {
                merged.set(last, new Span(merged.get(last).from, Math.max(merged.get(last).to, span.to)));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
