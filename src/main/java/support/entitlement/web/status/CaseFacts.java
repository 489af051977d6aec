package support.entitlement.web.status;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.sla.Event;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.MergePatch;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The facts of a case that changed at one instant. Events may be delivered in any order and repeatedly, so all changes
 * of one instant are combined, and must agree.
 *
 * @param opens whether the case was opened with these facts, which then apply before others of the same instant
 * @param events the indexes of the events that changed them, ascending
 * @param sent all events of the case
 */
record CaseFacts(Instant at, boolean opens, List<Integer> events, JsonNode sent) {

    private record ChangeInstant(Instant at, boolean later) implements Comparable<ChangeInstant> {
        @Override
        public int compareTo(ChangeInstant other) {
            int order = at.compareTo(other.at);
            return order == 0 ? Boolean.compare(later, other.later) : order;
        }
    }

    /** Returns all changes of facts, ordered by instant. */
    static List<CaseFacts> inOrder(JsonNode sent, List<OffsetDateTime> instants) {
        Map<ChangeInstant, List<Integer>> moments = new TreeMap<>();
        for (int i = 0; i < instants.size(); i++) {
            if (!FieldReader.isAbsent(sent.get(i).get("facts"))) {
                boolean opens = Event.isOpening(sent.get(i).get("type").stringValue());
                moments.computeIfAbsent(
                                new ChangeInstant(instants.get(i).toInstant(), !opens), any -> new ArrayList<>())
                        .add(i);
            }
        }
        return moments.entrySet().stream()
                .map(each -> new CaseFacts(each.getKey().at(), !each.getKey().later(), each.getValue(), sent))
                .toList();
    }

    /** Returns the changes of this instant, event by event. */
    Stream<CaseFacts> splitByEvent() {
        return events.stream().map(event -> new CaseFacts(at, opens, List.of(event), sent));
    }

    JsonNode applyTo(JsonNode query) {
        return MergePatch.applyPatch(query, combineFacts(events));
    }

    String lastPointer() {
        return factsPointer(events.get(events.size() - 1));
    }

    private static String factsPointer(int event) {
        return "/events/" + event + "/facts";
    }

    /** Returns a problem at the first change that another one contradicts; null if all agree. */
    @Nullable
    FieldProblem findContradiction(String base) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (int event : events) {
            String member = MergePatch.findConflict(known, factsOf(event));
            if (member != null) {
                return createContradiction(base, event, member);
            }
            known = MergePatch.combinePatches(known, factsOf(event));
        }
        return null;
    }

    private FieldProblem createContradiction(String base, int event, String member) {
        int other = events.stream()
                .filter(each -> MergePatch.findConflict(factsOf(each), factsOf(event)) != null)
                .findFirst()
                .orElseThrow();
        return new FieldProblem(
                ProblemCode.CONTRADICTORY_EVENTS,
                base + factsPointer(event) + member,
                Quote.of(factsOf(event).at(member)),
                "“" + eventType(event) + "” and “" + eventType(other) + "” (" + base + "/events/" + other
                        + ") change this at the same instant, and not to the same: send the one that holds.");
    }

    private String eventType(int event) {
        return sent.get(event).get("type").stringValue().strip();
    }

    private ObjectNode factsOf(int event) {
        return (ObjectNode) sent.get(event).get("facts");
    }

    private ObjectNode combineFacts(List<Integer> some) {
        ObjectNode combined = JsonNodeFactory.instance.objectNode();
        for (int event : some) {
            combined = MergePatch.combinePatches(combined, factsOf(event));
        }
        return combined;
    }
}
