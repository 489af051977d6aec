package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import support.entitlement.decision.MatchedRow;
import tools.jackson.databind.json.JsonMapper;

class RowModuleTest {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final JsonMapper remembering = JsonMapper.builder()
            .addModule(new RowModule(beans.getBeanProvider(JsonMapper.class)))
            .build();

    private static MatchedRow row(String note, String... cells) {
        Map<String, String> byTitle = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            byTitle.put(cells[i], cells[i + 1]);
        }
        return new MatchedRow("Support matrix", "support-matrix.csv", 8, byTitle, note);
    }

    @Test
    void aRowIsWrittenFromMemoryAsItIsWithoutIt() {
        beans.addBean("json", remembering);
        Object answer = Map.of(
                "because",
                List.of(
                        row("“up to” \\ \"quoted\"\n two lines \u2028 \uD83D\uDE00 ü", "Kanal", "Fórum, \u0001"),
                        row(null),
                        row("x".repeat(20_000), "Plan", "</script>"),
                        "a clause"));
        String usual = JsonMapper.builder().build().writeValueAsString(answer);

        for (int time = 0; time < 3; time++) {
            assertThat(new String(remembering.writeValueAsBytes(answer), StandardCharsets.UTF_8))
                    .isEqualTo(usual);
        }
        assertThat(remembering.writeValueAsString(answer)).isEqualTo(usual);
    }
}
