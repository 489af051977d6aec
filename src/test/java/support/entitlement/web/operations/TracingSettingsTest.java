package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import support.entitlement.settings.RefusedSettingsException;

class TracingSettingsTest {

    private static MockEnvironment withEndpoint(String endpoint) {
        return new MockEnvironment().withProperty(TracingSwitch.ENDPOINT, endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEndpointWithoutATextIsNone(String endpoint) {
        assertThat(TracingSwitch.sendsSpans(withEndpoint(endpoint))).isFalse();
        assertThatCode(() -> TracingSettings.checkEndpoint(withEndpoint(endpoint)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://collector:4318/v1/traces", "https://[::1]/v1/traces"})
    void spansAreSentToAnAddress(String endpoint) {
        assertThat(TracingSwitch.sendsSpans(withEndpoint(endpoint))).isTrue();
        assertThatCode(() -> TracingSettings.checkEndpoint(withEndpoint(endpoint)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "grpc://collector:4317", "http://", "/v1/traces", "http://a host/"})
    void whatIsNoAddressIsRefusedWithItsNameAndAnExample(String endpoint) {
        assertThatThrownBy(() -> TracingSettings.checkEndpoint(withEndpoint(endpoint)))
                .isInstanceOf(RefusedSettingsException.class)
                .hasMessageStartingWith("management.opentelemetry.tracing.export.otlp.endpoint is “" + endpoint + "”")
                .hasMessageContaining("such as http://collector:4318/v1/traces");
    }
}
