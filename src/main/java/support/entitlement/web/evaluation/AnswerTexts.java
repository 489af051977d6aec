package support.entitlement.web.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.web.query.ParsedQuery.ValidQuery;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON of answers. Answers to equal queries without a contract differ by their ids and due times only: the
 * rest is written once for each remembered decision, and forgotten together with it. Thread-safe.
 */
@Component
class AnswerTexts {

    /** The part of the heap that templates may take. */
    private static final int PART_OF_HEAP = 32;

    private final Cache<Decision, AnswerTemplate> templates = Caffeine.newBuilder()
            .weakKeys() // Decisions are told apart by identity.
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
            .weigher((Decision decision, AnswerTemplate template) -> template.length())
            .build();

    private final JsonMapper json;
    private final ObjectWriter milestones;

    AnswerTexts(JsonMapper json) {
        this.json = json;
        this.milestones = json.writerFor(new TypeReference<List<EvaluationPromise>>() {});
    }

    /** Returns the text of the answer to a query, with a new id. */
    byte[] writeAnswer(ContractDecision signed, ValidQuery query, @Nullable AllowanceResponse allowance) {
        Policy policy = query.policy().publishedPolicy();
        if (!dependsOnTimeByMilestonesOnly(signed, query)) {
            return json.writeValueAsBytes(responseTo(signed, query, allowance));
        }
        AnswerTemplate known = templates.getIfPresent(signed.decision());
        if (known != null && known.policy().equals(EvaluationResponse.PolicyReference.of(policy))) {
            return known.fillIn(
                    EvaluationResponse.createId(),
                    milestones.writeValueAsBytes(
                            EvaluationPromise.listAll(signed, query.countedFrom(), policy.calendars())));
        }
        EvaluationResponse answer = responseTo(signed, query, allowance);
        byte[] text = json.writeValueAsBytes(answer);
        templates.put(signed.decision(), AnswerTemplate.of(answer, text, json));
        return text;
    }

    private static EvaluationResponse responseTo(
            ContractDecision signed, ValidQuery query, @Nullable AllowanceResponse allowance) {
        return EvaluationResponse.of(signed, query.policy(), query.countedFrom(), allowance);
    }

    /** Returns true if the query and the decision determine the answer, but for its id and its milestones. */
    private static boolean dependsOnTimeByMilestonesOnly(ContractDecision signed, ValidQuery query) {
        CustomerPolicy policy = query.policy();
        return policy.contract() == null
                && query.used() == null
                && EvaluationOpening.of(policy.publishedPolicy(), query.countedFrom()) == null
                && signed.decision().channels().stream().allMatch(channel -> channel.calendar() == null);
    }
}
