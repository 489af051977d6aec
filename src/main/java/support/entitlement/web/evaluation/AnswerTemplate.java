package support.entitlement.web.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of an answer with gaps for its id and the due times of its milestones. Immutable and thread-safe.
 *
 * @param parts the text before, between and after the gaps
 * @param dueMilestones the positions of the milestones, among all of the answer, that have due times
 */
record AnswerTemplate(List<byte[]> parts, List<Integer> dueMilestones) implements RememberedText {

    private static final String ID = "decisionId";
    private static final String MILESTONES = "milestones";
    private static final String DUE = "dueAt";

    /** Cuts the id and the due times out of the text of an answer. */
    static AnswerTemplate of(byte[] text, JsonMapper json) {
        GapFinder gaps = new GapFinder(text);
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(ID)) {
                    gaps.cutString(parser);
                } else if (name.equals(MILESTONES) && value == JsonToken.START_ARRAY) {
                    gaps.cutDueTimes(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return gaps.finish();
    }

    /** Collects the parts between the gaps. */
    private static final class GapFinder {

        private final List<byte[]> parts = new ArrayList<>();
        private final List<Integer> dueMilestones = new ArrayList<>();
        private final byte[] text;
        private int end;

        GapFinder(byte[] text) {
            this.text = text;
        }

        /** Makes a gap of the text between the quotes of a string, which needs no escapes. */
        void cutString(JsonParser parser) {
            int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
            parts.add(Arrays.copyOfRange(text, end, start));
            end = start + parser.getString().length();
        }

        void cutDueTimes(JsonParser parser) {
            for (int milestone = 0; parser.nextToken() == JsonToken.START_OBJECT; milestone++) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals(DUE)) {
                        dueMilestones.add(milestone);
                        cutString(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        AnswerTemplate finish() {
            parts.add(Arrays.copyOfRange(text, end, text.length));
            return new AnswerTemplate(List.copyOf(parts), List.copyOf(dueMilestones));
        }
    }

    @Override
    public int length() {
        return parts.stream().mapToInt(part -> part.length).sum();
    }

    /**
     * Returns the text of an answer.
     *
     * @param id the id, in ASCII
     * @param dueTimes the due time of the milestone at a position, in ASCII
     */
    byte[] fillIn(String id, IntFunction<String> dueTimes) {
        byte[][] gaps = new byte[1 + dueMilestones.size()][];
        gaps[0] = id.getBytes(StandardCharsets.US_ASCII);
        for (int i = 1; i < gaps.length; i++) {
            gaps[i] = dueTimes.apply(dueMilestones.get(i - 1)).getBytes(StandardCharsets.US_ASCII);
        }
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        for (byte[] gap : gaps) {
            length += gap.length;
        }
        byte[] text = new byte[length];
        int end = 0;
        for (int i = 0; i < parts.size(); i++) {
            end = append(parts.get(i), text, end);
            end = i < gaps.length ? append(gaps[i], text, end) : end;
        }
        return text;
    }

    private static int append(byte[] more, byte[] text, int end) {
        System.arraycopy(more, 0, text, end, more.length);
        return end + more.length;
    }
}
