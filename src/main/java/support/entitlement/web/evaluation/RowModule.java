package support.entitlement.web.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import support.entitlement.decision.MatchedRow;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.UTF8JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Remembers the JSON of matched rows, which are most of an answer and stay the same for as long as their tables are in
 * force. A row's JSON is forgotten together with the row.
 */
@Component
class RowModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    RowModule(ObjectProvider<JsonMapper> json) {
        super("rows");
        setSerializerModifier(new ValueSerializerModifier() {

            private static final long serialVersionUID = 1L;

            @Override
            public ValueSerializer<?> modifySerializer(
                    SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> usual) {
                return bean.getBeanClass() == MatchedRow.class ? new RowSerializer(usual, json) : usual;
            }
        });
    }

    /** Writes rows into bodies of answers from memory, and elsewhere as usual. Thread-safe. */
    private static final class RowSerializer extends ValueSerializer<MatchedRow> {

        private final Cache<MatchedRow, SerializableString> texts =
                Caffeine.newBuilder().weakKeys().build();
        private final ValueSerializer<MatchedRow> usual;
        private final ObjectProvider<JsonMapper> json;

        @SuppressWarnings("unchecked") // It is the serializer of this type.
        RowSerializer(ValueSerializer<?> usual, ObjectProvider<JsonMapper> json) {
            this.usual = (ValueSerializer<MatchedRow>) usual;
            this.json = json;
        }

        @Override
        public void resolve(SerializationContext context) {
            usual.resolve(context);
        }

        @Override
        public void serialize(MatchedRow row, JsonGenerator generator, SerializationContext context) {
            if (generator instanceof UTF8JsonGenerator) {
                generator.writeRawValue(texts.get(row, this::writeText));
            } else {
                usual.serialize(row, generator, context);
            }
        }

        /** Writes characters, not bytes, and therefore as usual. */
        private SerializableString writeText(MatchedRow row) {
            return new SerializedString(json.getObject().writeValueAsString(row));
        }
    }
}
