package support.entitlement.web.evaluation;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of an answer without its id and its milestones. Immutable and thread-safe.
 *
 * @param head the text before the id
 * @param middle the text between the id and the milestones
 * @param tail the text after the milestones
 * @param policy the policy of the answer
 */
record AnswerTemplate(byte[] head, byte[] middle, byte[] tail, EvaluationResponse.PolicyReference policy) {

    private static final String ID = "decisionId";
    private static final String MILESTONES = "milestones";

    /** Cuts the id and the milestones out of the text of an answer. */
    static AnswerTemplate of(EvaluationResponse answer, byte[] text, JsonMapper json) {
        int idStart = -1;
        int idEnd = -1;
        int milestonesStart = -1;
        int milestonesEnd = -1;
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                if (value.isScalarValue()) {
                    parser.finishToken();
                } else {
                    parser.skipChildren();
                }
                int end = (int) parser.currentLocation().getByteOffset();
                if (name.equals(ID)) {
                    idStart = start + 1;
                    idEnd = end - 1;
                } else if (name.equals(MILESTONES)) {
                    milestonesStart = start;
                    milestonesEnd = end;
                }
            }
        }
        return new AnswerTemplate(
                Arrays.copyOf(text, idStart),
                Arrays.copyOfRange(text, idEnd, milestonesStart),
                Arrays.copyOfRange(text, milestonesEnd, text.length),
                answer.policy());
    }

    /** Returns the length of the text in bytes. */
    int length() {
        return head.length + middle.length + tail.length;
    }

    /** Returns the text of an answer with this id, in ASCII, and these milestones. */
    @SuppressWarnings("deprecation") // It copies ASCII without an encoder.
    byte[] fillIn(String id, byte[] milestones) {
        byte[] text = new byte[length() + id.length() + milestones.length];
        System.arraycopy(head, 0, text, 0, head.length);
        int end = head.length;
        id.getBytes(0, id.length(), text, end);
        end += id.length();
        System.arraycopy(middle, 0, text, end, middle.length);
        end += middle.length;
        System.arraycopy(milestones, 0, text, end, milestones.length);
        end += milestones.length;
        System.arraycopy(tail, 0, text, end, tail.length);
        return text;
    }
}
