package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesClassLoaderTest {

    private static final RulesClassLoader LOADER = RulesClassLoader.INSTANCE;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "java.util.Map$Entry",
                "org.kie.api.runtime.rule.Match",
                "org.drools.mvel.asm.ConsequenceStub",
                "org.mvel2.MVEL",
                "support.entitlement.decision.Query",
                "support.entitlement.decision.Claim"
            })
    void javaDroolsAndTheFactsAreFound(String name) throws Exception {
        assertThat(LOADER.loadClass(name)).isEqualTo(Class.forName(name));
        assertThat(LOADER.getResource(name.replace('.', '/') + ".class")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "support.entitlement.policy.engine.Engine",
                "support.entitlement.release.Releases",
                "org.springframework.util.StringUtils",
                "java.sql.DriverManager.",
                "Query",
                ""
            })
    void nothingElseIsFoundThoughItIsThere(String name) {
        assertThatThrownBy(() -> LOADER.loadClass(name))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessage(name);
        assertThat(LOADER.getResource(name.replace('.', '/') + ".class")).isNull();
    }

    /** Names that Drools asks for while it compiles the shipped tables. None of them may cost a search of the class path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "java$lang$plan",
                "java.lang$plan",
                "org.kie.api.definition.rule.$general",
                "org.kie.api.definition$rule$$general",
                "support.entitlement.decision.plan",
                "support.entitlement.decision$plan",
                "support.entitlement.rules.Coverage",
                "support.entitlement.rules$Coverage"
            })
    void aWordOfARuleIsNotLookedForInTheJars(String name) {
        assertThat(RulesClassLoader.canBeUsed(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"support/entitlement/policy/precedence/contract-precedence.drl", "META-INF/kie.conf"})
    void filesThatAreNoClassesAreThoseOfTheApplication(String name) {
        assertThat(LOADER.getResource(name))
                .isEqualTo(getClass().getClassLoader().getResource(name));
    }
}
