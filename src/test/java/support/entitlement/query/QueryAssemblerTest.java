package support.entitlement.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

class QueryAssemblerTest {

    private static final Names NONE = new Names(List.of());
    private static final Vocabulary KNOWN = new Vocabulary(
            new Names(List.of("Large")),
            NONE,
            NONE,
            new Names(List.of("stopped")),
            new Names(List.of("A")),
            NONE,
            NONE,
            Map.of(
                    "seats", attribute("seats", CellType.NUMBER),
                    "region", attribute("region", CellType.TEXT),
                    "vip", attribute("vip", CellType.FLAG),
                    "size", attribute("size", CellType.NUMBER, CellType.FLAG, CellType.TEXT)),
            Map.of());

    private final QueryAssembler query = new QueryAssembler(KNOWN);
    private final ReportedTexts problems = new ReportedTexts(new ArrayList<>());

    @Test
    void aNameInAnySpellingIsSetInTheTablesSpelling() {
        query.setName(FactField.PLAN, " LARGE ", problems);

        assertThat(query.assembleQuery().plan()).isEqualTo("Large");
        assertThat(problems.texts()).isEmpty();
    }

    @Test
    void anUnknownNameIsReportedWithTheKnownOnesAndNotSet() {
        query.setName(FactField.PLAN, "Small", problems);

        assertThat(query.assembleQuery().plan()).isNull();
        assertThat(problems.texts()).containsExactly("unknown plan Small of [Large]");
    }

    @ParameterizedTest
    @CsvSource({
        "seats, 8, 8.0",
        "seats, '1,5', 1.5",
        "seats, -0, 0.0",
        "region, north, ''",
        "region, EU, eu",
        "vip, yes, true",
        "size, no, false",
        "size, 12, 12.0",
        "size, eu, eu"
    })
    void aWrittenAttributeIsReadAsTheFirstTypeThatFits(String name, String text, String value) {
        query.setWrittenAttribute(name, text, null, problems);

        assertThat(problems.texts()).isEmpty();
        assertThat(query.assembleQuery().attribute().get(name)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seats | many                 | wrong type [NUMBER]",
                "seats | 12345678901234567890 | wrong type [NUMBER]",
                "seats | 1.500                | ambiguous “1.500” has two readings: 1500 or 1.500.",
                "vip   | perhaps              | wrong type [FLAG]",
                "age   | 3                    | unknown attribute age"
            })
    void aWrittenAttributeThatFitsNoTypeIsReportedAndNotSet(String name, String text, String problem) {
        query.setWrittenAttribute(name, text, null, problems);

        assertThat(problems.texts()).containsExactly(problem);
        assertThat(query.assembleQuery().attribute()).isEmpty();
    }

    @Test
    void aWrittenNumberMustBeTheOneThatTheFileStores() {
        query.setWrittenAttribute("seats", "1.500", new BigDecimal("1500"), problems);
        new QueryAssembler(KNOWN).setWrittenAttribute("seats", "2", new BigDecimal("1.6"), problems);

        assertThat(query.assembleQuery().number("seats")).isEqualTo(1500);
        assertThat(problems.texts()).containsExactly("wrong type [NUMBER]");
    }

    @Test
    void typedAttributesMustHaveATypeThatTablesCompare() {
        query.setFlagAttribute("seats", true, problems);
        query.setNumberAttribute("vip", Double.NaN, problems);
        query.setNumberAttribute("seats", Double.NaN, problems);
        query.setTextAttribute("age", "3", problems);

        assertThat(problems.texts())
                .containsExactly(
                        "wrong type [NUMBER]", "wrong type [FLAG]", "too large a number", "unknown attribute age");
    }

    @Test
    void aSecondValueOfAnAttributeIsReportedAndTheFirstKept() {
        query.setTextAttribute("region", "eu", problems);
        query.setTextAttribute("REGION", "north", problems);

        assertThat(problems.texts()).containsExactly("repeated region");
        assertThat(query.assembleQuery().text("region")).isEqualTo("eu");
    }

    @Test
    void aCategoryStandsInPlaceOfTheImpact() {
        query.setName(FactField.SLA_CATEGORY, "a", problems);
        assertThat(query.hasCategoryBesideImpact()).isFalse();

        query.setWrittenWorkaround("perhaps", problems);
        assertThat(query.hasCategoryBesideImpact()).isFalse();

        query.setWrittenWorkaround("no", problems);
        assertThat(query.hasCategoryBesideImpact()).isTrue();
        assertThat(problems.texts()).containsExactly("wrong type [FLAG]");
    }

    private static Attribute attribute(String name, CellType first, CellType... others) {
        return new Attribute(name, EnumSet.of(first, others), new Names(List.of("eu")), List.of());
    }

    private record ReportedTexts(List<String> texts) implements ValueProblems {

        @Override
        public void reportUnknownChoice(ChosenThing thing, String text, Names known) {
            texts.add("unknown " + thing);
        }

        @Override
        public void reportUnknownName(FactField field, String name, Names known) {
            texts.add("unknown " + field + " " + name + " of " + known);
        }

        @Override
        public void reportWrongType(Set<CellType> right) {
            texts.add("wrong type " + right);
        }

        @Override
        public void reportUnknownAttribute(String name, Collection<String> known) {
            texts.add("unknown attribute " + name);
        }

        @Override
        public void reportRepeatedAttribute(String attribute) {
            texts.add("repeated " + attribute);
        }

        @Override
        public void reportTooLargeNumber() {
            texts.add("too large a number");
        }

        @Override
        public void reportAmbiguousNumber(AmbiguousNumberException ambiguous) {
            texts.add("ambiguous " + ambiguous.getMessage());
        }
    }
}
