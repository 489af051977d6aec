package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.DecisionVariants;
import support.entitlement.DecisionVariants.DecisionVariant;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Decision;
import support.entitlement.release.directory.RulesDirectory;
import tools.jackson.databind.json.JsonMapper;

class EvaluationResponseTest {

    private static final CustomerPolicy PUBLISHED = CustomerPolicy.ofPublished(
            new RulesDirectory(Path.of("rules")).compileTables().requirePolicy());

    private static final OffsetDateTime OPENED = OffsetDateTime.parse("2026-03-06T16:30:00+01:00");

    @ParameterizedTest
    @MethodSource("shownVariants")
    void everyPartOfADecisionIsInTheAnswer(DecisionVariant variant) {
        assertThat(answerOf(variant.decision())).isNotEqualTo(answerOf(DecisionVariants.FULL));
    }

    /** The basis follows from the terms of contracts. */
    static List<DecisionVariant> shownVariants() {
        return DecisionVariants.variantsWithout("milestones.basis");
    }

    private static String answerOf(Decision decision) {
        ContractDecision signed = new ContractDecision(decision, List.of());
        return JsonMapper.shared()
                .writeValueAsString(EvaluationResponse.withoutTimes(
                        signed,
                        PUBLISHED,
                        decision.query(),
                        OPENED,
                        false,
                        AllowanceResponse.of(signed, BigDecimal.ONE)));
    }
}
