package support.entitlement.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The ids by which stored contracts are grouped. */
class ContractContentTest {

    /** A new member of terms would give equal contracts two ids, one of each version of the service. */
    @Test
    void theIdOfAContentStays() {
        Term term = new Term(
                "§ 1",
                new TermScope("Bug", null, null, null, null),
                null,
                LocalDate.parse("2026-12-31"),
                "1 hour",
                null,
                null,
                null,
                TermClock.NONE,
                null,
                null,
                null,
                Map.of());
        Agreement signed = new Agreement("Gold", ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of(term));

        assertThat(ContractContent.identify(signed, Contracts.withoutNulls(JsonMapper.shared())))
                .isEqualTo(UUID.fromString("b71e7c1e-c93c-b4ca-69f9-422280414d36"));
    }
}
