package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import support.entitlement.release.directory.RulesDirectory;

class RevisionTest {

    /** Logs of releases and replicas of other versions hold revisions: the same tables must keep theirs. */
    @Test
    void theSameTablesHaveTheSameRevisionInEveryVersion() {
        assertThat(new RulesDirectory(Path.of("src/test/resources/business-hours"))
                        .compileTables()
                        .requirePolicy()
                        .revision())
                .isEqualTo("sha256:779e9d8a701da44bff9745206bf9c1cfece17f456b9b7a2c20ee307adffc2922");
    }
}
