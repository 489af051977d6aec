package support.entitlement.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.ServiceProcess;
import support.entitlement.ServiceProcess.DiedException;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;

/** A service is killed while somebody types into a draft. */
class DraftKillTest {

    private static final AccessToken ANA = AccessToken.generateToken();
    private static final String DRAFTS = "/v1/policy/drafts";
    private static final int CHANGES_BEFORE = 5;

    @TempDir
    private Path folder;

    private ServiceProcess start() throws DiedException {
        return ServiceProcess.start(
                folder,
                List.of(
                        "--entitlement.rules.directory=" + folder.resolve("rules"),
                        "--entitlement.releases.memory=" + folder.resolve("memory"),
                        "--entitlement.security.tokens[0].name=ana",
                        "--entitlement.security.tokens[0].hash=" + ANA.hash(),
                        "--entitlement.security.tokens[0].roles=analyst"));
    }

    @Test
    void everyChangeThatWasAcknowledgedIsThereAfterAKill() throws Exception {
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        AtomicInteger acknowledged = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(CHANGES_BEFORE);
        ServiceProcess killed = start();
        JsonNode draft = killed.post(DRAFTS, "application/json", "{\"name\": \"Typed\"}", ANA);
        CompletableFuture<Void> typing = CompletableFuture.runAsync(() -> {
            while (type(killed, acknowledged.get() + 1)) {
                acknowledged.incrementAndGet();
                some.countDown();
            }
        });
        some.await();
        killed.kill();
        typing.join();

        try (ServiceProcess restarted = start()) {
            JsonNode sheet = restarted.get(DRAFTS + "/" + draft.get("id").longValue() + "/sheets?file=plans.csv", ANA);

            int last = acknowledged.get();
            assertThat(last).isGreaterThanOrEqualTo(CHANGES_BEFORE);
            assertThat(sheet.get("version").intValue()).isBetween(last + 1, last + 2);
            for (int number = 1; number <= last; number++) {
                assertThat(sheet.get("rows").get(99 + number).get(0).stringValue())
                        .isEqualTo("typed " + number);
            }
            JsonNode log = restarted.get(DRAFTS + "/" + draft.get("id").longValue() + "/changes", ANA);
            assertThat(log.get("changes")).hasSize(sheet.get("version").intValue() - 1);
        }
    }

    /** Sends one change, and returns true if the service acknowledged it. */
    private static boolean type(ServiceProcess service, int number) {
        try {
            JsonNode answer = service.post(
                    DRAFTS + "/1/changes",
                    "application/json",
                    "{\"changes\": [{\"op\": \"set\", \"file\": \"plans.csv\", \"cell\": \"A" + (99 + number + 1)
                            + "\", \"before\": \"\", \"after\": \"typed " + number + "\"}]}",
                    ANA,
                    "If-Match",
                    "\"" + number + "\"");
            return answer.path("version").intValue(0) == number + 1;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
