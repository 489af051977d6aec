package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.policy.Policy;
import support.entitlement.release.RulesDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManyReaderTest {

    private static final Policy POLICY =
            new RulesDirectory(Path.of("rules")).compile().policy();

    /** The walks of thousands of cases that nobody closed would not fit into memory. */
    @Test
    void noAnswerIsMadeBeforeItIsRead() {
        ManyReader reader = new ManyReader(SlaStatusRequest.Batch.class, "cases", "cases", CaseReader::query);
        JsonNode body = JsonMapper.shared().readTree("{\"cases\": [1, 2, 3]}");
        List<String> asked = new ArrayList<>();
        Answering one = new Answering() {
            @Override
            public Policy policy() {
                return POLICY;
            }

            @Override
            public Object answer(JsonNode request, String base, Policy policy) {
                asked.add(base);
                return request;
            }
        };

        List<Object> results = reader.answerAll(body, POLICY, one).results();

        assertThat(results.size()).isEqualTo(3);
        assertThat(asked).isEmpty();
        assertThat(JsonMapper.shared().writeValueAsString(results)).isEqualTo("[1,2,3]");
        assertThat(asked).containsExactly("/cases/0", "/cases/1", "/cases/2");
    }
}
