package support.entitlement.policy.precedence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Claim;

class PrecedenceSessionsTest {

    private static final String RULE = """
            rule "narrow"
            when
                general : Claim( basis == "contract" )
                specific : Claim( part == general.part, specificity > general.specificity )
            then
                specific.prevailsOver( general );
            end
            """;

    @Test
    void manyClaimsAreRefusedAsBusyIfOthersAreBeingDecidedForTooLong() throws Exception {
        PrecedenceSessions sessions = new PrecedenceSessions(
                PrecedenceParser.parseRules(Precedence.FILE, RULE).all(), Duration.ofMillis(1));
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> sessions.fireByPart(manyClaims(), match -> {
            deciding.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }));
        deciding.await();

        assertThatThrownBy(() -> sessions.fireByPart(manyClaims(), match -> true))
                .isInstanceOf(PrecedenceBusyException.class);

        end.countDown();
        first.join();
        sessions.fireByPart(manyClaims(), match -> true);
    }

    private static List<Claim> manyClaims() {
        return IntStream.range(0, 60)
                .mapToObj(number ->
                        new Claim("guarantee", Basis.CONTRACT, number, "type " + number, null, null, null, null))
                .toList();
    }
}
