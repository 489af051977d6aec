package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import support.entitlement.ExpectedErrors;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.TableException;

class DrlCompilerTest {

    private static final Place FILE = Place.ofFile("own.drl");

    @Test
    @ExpectedErrors({"Drools refuses a rule", "nonsense cannot be resolved"})
    void aRuleThatDroolsRefusesIsReportedAtItsFileWithoutTheWordsOfDrools() {
        List<String> broken = List.of(ruleThat("nonsense.mend();"));

        TableException refused =
                catchThrowableOfType(TableException.class, () -> DrlCompiler.compileBase(broken, FILE));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(FILE);
            assertThat(problem.fullText()).doesNotContain("nonsense", "Exception");
        });
    }

    @Test
    void droolsKeepsNoModuleOfRules() {
        InternalKnowledgeBase base = (InternalKnowledgeBase) DrlCompiler.compileBase(List.of(ruleThat("")), FILE);
        ReleaseId module = base.getResolvedReleaseId();

        assertThat(module.getArtifactId()).isEqualTo("policy");
        assertThat(KieServices.get().getRepository().getKieModule(module)).isNull();
    }

    private static String ruleThat(String action) {
        return "package " + CompiledRules.PACKAGE + "\nrule \"one\" when String() then " + action + " end\n";
    }
}
