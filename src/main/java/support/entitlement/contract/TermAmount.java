package support.entitlement.contract;

import java.math.BigDecimal;
import support.entitlement.decision.Amounts;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** The JSON of the amount of an allowance: a number, or a word if there is no limit. */
final class TermAmount {

    private TermAmount() {}

    /** Writes an amount. */
    static final class Writer extends ValueSerializer<BigDecimal> {

        @Override
        public void serialize(BigDecimal amount, JsonGenerator json, SerializationContext context) {
            if (Amounts.isUnlimited(amount)) {
                json.writeString(Amounts.UNLIMITED_WORD);
            } else {
                json.writeNumber(amount);
            }
        }
    }

    /** Reads an amount. */
    static final class Reader extends ValueDeserializer<BigDecimal> {

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) {
            return json.currentToken() == JsonToken.VALUE_STRING
                            && json.getString().equals(Amounts.UNLIMITED_WORD)
                    ? Amounts.UNLIMITED
                    : json.getDecimalValue();
        }
    }
}
