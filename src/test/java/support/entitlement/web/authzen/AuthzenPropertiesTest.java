package support.entitlement.web.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of the metadata is one to which paths can be appended. */
class AuthzenPropertiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pdp.example.com",
                "/access",
                "ftp://host",
                "https://",
                "https://host?a=b",
                "https://host/#a",
                "https://a b"
            })
    void anotherAddressIsRefused(String address) {
        assertThatThrownBy(() -> withBase(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entitlement.authzen.base-url is “")
                .hasMessageContaining("must be an absolute http or https address without a query");
    }

    @Test
    void theSlashAtTheEndIsRemovedAndAnEmptyAddressIsNone() {
        assertThat(withBase("https://host:8443/pdp/").baseUrl()).isEqualTo("https://host:8443/pdp");
        assertThat(withBase(" ").baseUrl()).isNull();
    }

    private static AuthzenProperties withBase(String address) {
        return new AuthzenProperties(List.of(), List.of(), List.of(), List.of(), List.of(), address);
    }
}
