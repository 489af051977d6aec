package support.entitlement.table.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellListTest {

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsPartedByCommasSemicolonsAndLineBreaks(String text, List<String> parts) {
        assertThat(CellList.splitAll(text)).isEqualTo(parts);
        assertThat(CellList.splitAll(CellList.joinParts(parts))).isEqualTo(parts);
    }

    static Stream<Object[]> lists() {
        return Stream.of(
                list("Free, Starter, Small", "Free", "Starter", "Small"),
                list("Free; Starter; Small", "Free", "Starter", "Small"),
                list("Free\nStarter\nSmall", "Free", "Starter", "Small"),
                list("Free,\nStarter;\n\n Small,", "Free", "Starter", "Small"),
                list("\"Free\", \"Starter\"", "Free", "Starter"),
                list("“Free”; „Starter“", "Free", "Starter"),
                list("\"Gold, Inc\"; Free", "Gold, Inc", "Free"),
                list("\"Gold;\nInc\"", "Gold;\nInc"),
                list("\"the \"\"new\"\" one\", Free", "the \"new\" one", "Free"),
                list("\"Best effort\" support, Free", "\"Best effort\" support", "Free"),
                list("19\" rack, Free", "19\" rack", "Free"),
                list("\"open, Free", "\"open", "Free"),
                list("\"", "\""),
                list("", new String[0]),
                list(" , ;\n", new String[0]));
    }

    private static Object[] list(String text, String... parts) {
        return new Object[] {text, List.of(parts)};
    }
}
