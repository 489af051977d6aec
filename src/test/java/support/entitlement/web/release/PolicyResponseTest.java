package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.decision.Query;
import support.entitlement.release.PolicyStatus;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedProblem;
import support.entitlement.report.ReportedQuery;

class PolicyResponseTest {

    private static final Instant NOW = Instant.parse("2026-03-06T10:00:00Z");

    @Test
    void strangersSeeNeitherCellsNorNamesOfContractsNorReasonsOfFailures() {
        PolicyResponse shown = new PolicyResponse(
                        new PolicyResponse.InForce(
                                "sha256:1",
                                1L,
                                NOW,
                                List.of(),
                                List.of(problem("name-in-contracts"), problem("not-utf-8")),
                                List.of(),
                                ImpactState.NONE),
                        new PolicyResponse.Refused(NOW, List.of(problem("bad-cell"))),
                        null,
                        new PolicyStatus.MemoryAway(NOW, "/secret/folder is read-only"),
                        null,
                        null,
                        List.of(new HeartbeatStatus("rules-watch", "failing", 1, "secret", "secret", 0)))
                .forStrangers();

        assertThat(shown.toString()).doesNotContain("secret").contains("rules-watch", "failing", "bad-cell");
        assertThat(shown.inForce().problems()).extracting(ReportedProblem::code).containsExactly("not-utf-8");
    }

    private static ReportedProblem problem(String code) {
        String hidden = code.equals("not-utf-8") ? null : "secret";
        return new ReportedProblem(
                "warning",
                code,
                "rules",
                hidden,
                hidden,
                hidden,
                "message",
                hidden,
                hidden == null ? null : ReportedQuery.of(new Query("secret", null, null, null, null, null, Map.of())),
                hidden == null ? null : new ReportedProblem.AcceptAs(hidden, hidden),
                new ReportedProblem.Accepted("secret", "secret", "2026-03-06"));
    }
}
