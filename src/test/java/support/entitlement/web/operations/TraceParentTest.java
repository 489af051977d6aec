package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String SOUND = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(strings = {SOUND, "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes-later"})
    void whatTheRecommendationDescribesIsRead(String sent) {
        TraceParent read = TraceParent.parse(sent);

        assertThat(read).isNotNull();
        assertThat(read.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(read.spanId()).isEqualTo("b7ad6b7169203331");
        assertThat(read.text()).hasSize(SOUND.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-later",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.later",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333x-01",
                "0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0\n"
            })
    void anythingElseIsIgnored(String sent) {
        assertThat(TraceParent.parse(sent)).isNull();
    }
}
