package support.entitlement.web.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of an answer with gaps for its id, the due times of its milestones, and what names the contract and its version. Immutable and
 * thread-safe.
 *
 * @param parts the text before, between and after the gaps
 */
record AnswerTemplate(List<byte[]> parts, List<Gap> gaps) implements RememberedText {

    private static final String ID = "decisionId";
    private static final String MILESTONES = "milestones";
    private static final String DUE = "dueAt";
    private static final String CAUSES = "because";
    private static final String CONTRACT = "contract";

    /** The kinds of text that fill gaps. */
    enum GapKind {
        /** The id of the answer, without quotes. */
        ID,
        /** The due time of a milestone, without quotes. */
        DUE_TIME,
        /** The customer and the version of the contract, where the answer refers to it or cites it: {@code "c-1","version":2}. */
        CONTRACT_VERSION,
        /** The zone and the days of the contract: {@code "UTC","validFrom":"2026-01-01","validUntil":null}. */
        CONTRACT_DAYS
    }

    /**
     * A gap.
     *
     * @param milestone the position of the milestone whose due time fills it, among all of the answer; 0 for other kinds
     */
    record Gap(GapKind kind, int milestone) {

        private Gap(GapKind kind) {
            this(kind, 0);
        }
    }

    /** Cuts the gaps out of the text of an answer. */
    static AnswerTemplate of(byte[] text, JsonMapper json) {
        GapFinder gaps = new GapFinder(text);
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(ID)) {
                    gaps.cutString(parser, new Gap(GapKind.ID));
                } else if (name.equals(MILESTONES) && value == JsonToken.START_ARRAY) {
                    gaps.cutDueTimes(parser);
                } else if (name.equals(CONTRACT) && value == JsonToken.START_OBJECT) {
                    gaps.cutContract(parser);
                } else if (name.equals(CAUSES)) {
                    gaps.cutCitedContracts(parser);
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
        private final List<Gap> gaps = new ArrayList<>();
        private final byte[] text;
        private int end;

        GapFinder(byte[] text) {
            this.text = text;
        }

        private static int startOf(JsonParser parser) {
            return (int) parser.currentTokenLocation().getByteOffset();
        }

        private void cut(int from, int until, Gap gap) {
            parts.add(Arrays.copyOfRange(text, end, from));
            gaps.add(gap);
            end = until;
        }

        /** Makes a gap of the text between the quotes of a string, which needs no escapes. */
        void cutString(JsonParser parser, Gap gap) {
            int start = startOf(parser) + 1;
            cut(start, start + parser.getString().length(), gap);
        }

        void cutDueTimes(JsonParser parser) {
            for (int milestone = 0; parser.nextToken() == JsonToken.START_OBJECT; milestone++) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals(DUE)) {
                        cutString(parser, new Gap(GapKind.DUE_TIME, milestone));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        void cutCitedContracts(JsonParser parser) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                cutContract(parser);
            }
        }

        /** Makes gaps of members of an object that name a contract, from the value of the first until that of the last of each gap. */
        void cutContract(JsonParser parser) {
            int start = 0;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "customer", "zone" -> start = startOf(parser);
                    case "version" -> cut(start, endOfPlain(parser), new Gap(GapKind.CONTRACT_VERSION));
                    case "validUntil" -> cut(start, endOfPlain(parser), new Gap(GapKind.CONTRACT_DAYS));
                    default -> parser.skipChildren();
                }
            }
        }

        /** Returns the end of a value without escapes. */
        private static int endOfPlain(JsonParser parser) {
            int quotes = parser.currentToken() == JsonToken.VALUE_STRING ? 2 : 0;
            return startOf(parser) + parser.getString().length() + quotes;
        }

        AnswerTemplate finish() {
            parts.add(Arrays.copyOfRange(text, end, text.length));
            return new AnswerTemplate(List.copyOf(parts), List.copyOf(gaps));
        }
    }

    @Override
    public int length() {
        return parts.stream().mapToInt(part -> part.length).sum();
    }

    /** Returns the text of an answer, whose gaps are filled with these texts. */
    byte[] fillIn(Function<Gap, byte[]> texts) {
        byte[][] filled = new byte[gaps.size()][];
        int length = 0;
        for (int i = 0; i < filled.length; i++) {
            filled[i] = texts.apply(gaps.get(i));
            length += filled[i].length;
        }
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] text = new byte[length];
        int end = 0;
        for (int i = 0; i < parts.size(); i++) {
            end = append(parts.get(i), text, end);
            end = i < filled.length ? append(filled[i], text, end) : end;
        }
        return text;
    }

    private static int append(byte[] more, byte[] text, int end) {
        System.arraycopy(more, 0, text, end, more.length);
        return end + more.length;
    }
}
