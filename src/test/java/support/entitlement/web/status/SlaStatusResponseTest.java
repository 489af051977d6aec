package support.entitlement.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.sla.CaseClock;
import support.entitlement.sla.Event;
import support.entitlement.web.status.SlaStatusResponse.Status;

class SlaStatusResponseTest {

    private final Policy policy = new RulesDirectory(Path.of("src/test/resources/business-hours"))
            .compileTables()
            .requirePolicy();

    @Test
    void theWalkOfACaseThatNobodyEverClosedIsBoundedAndStillAddsUp() {
        Status status = status("2000-01-03T08:00:00+01:00", "2026-03-06T16:30:00+01:00");

        assertThat(status.walk()).hasSize(101);
        assertThat(status.walk().get(100).to()).isEqualTo("2026-03-06T16:30:00+01:00");
        assertThat(sum(status)).isEqualTo(Duration.parse(status.openElapsed()));
    }

    @Test
    void aShortWalkIsWhole() {
        Status status = status("2026-03-05T08:00:00+01:00", "2026-03-06T16:30:00+01:00");

        assertThat(status.walk())
                .extracting(SlaStatusResponse.Walk::length)
                .containsExactly("PT4H", "PT5H", "PT4H", "PT3H30M");
        assertThat(sum(status)).isEqualTo(Duration.parse(status.openElapsed()));
    }

    private Status status(String opened, String at) {
        Milestone milestone = new Milestone("Answer", Within.parse("1 hour"), "Zurich office", Basis.PUBLISHED);
        OffsetDateTime now = OffsetDateTime.parse(at);
        List<Event> events =
                List.of(new Event(Event.OPENED, OffsetDateTime.parse(opened).toInstant()));
        CustomerPolicy published = CustomerPolicy.ofPublished(policy);
        Query query = new Query("Free", "Issue reports", null, null, null, null, Map.of());
        CaseDecision answer = new CaseDecision(published.decide(query), published);
        return SlaStatusResponse.of(
                        CaseClock.statusesAt(
                                List.of(milestone), policy.calendars(), events, now.toInstant(), List.of()),
                        new ParsedCase(List.of(milestone), List.of(answer), events, now),
                        policy)
                .milestones()
                .get(0);
    }

    private static Duration sum(Status status) {
        return status.walk().stream().map(each -> Duration.parse(each.length())).reduce(Duration.ZERO, Duration::plus);
    }
}
