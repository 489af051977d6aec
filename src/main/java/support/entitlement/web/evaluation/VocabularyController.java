package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.CacheableResponses;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.query.PolicyResolver;

/** Lists the names in the tables. */
@RestController
public class VocabularyController {

    private static final Names PARAMETERS = new Names(List.of(PolicyResolver.FIELD, PolicyResolver.DRAFT));

    private final EvaluationService evaluations;
    private final PolicyResolver asked;
    private final CacheableResponses cacheable;

    VocabularyController(EvaluationService evaluations, PolicyResolver asked, CacheableResponses cacheable) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.cacheable = cacheable;
    }

    /**
     * The known names; for each attribute of the tables, the texts with which they compare it.
     *
     * @param facts the facts that callers may send, and that tables compare
     */
    record VocabularyResponse(
            List<String> plans,
            List<String> supportLevels,
            List<String> issueTypes,
            List<String> productionUses,
            List<String> slaCategories,
            List<String> channels,
            List<String> milestones,
            Map<String, List<String>> attributes,
            List<KnownFact> facts,
            EvaluationResponse.PolicyReference policy) {

        static VocabularyResponse of(Policy policy) {
            Vocabulary known = policy.vocabulary();
            Map<String, List<String>> attributes = new TreeMap<>();
            known.attributes()
                    .forEach((name, attribute) ->
                            attributes.put(name, attribute.values().all()));
            return new VocabularyResponse(
                    known.plans().all(),
                    known.supportLevels().all(),
                    known.issueTypes().all(),
                    known.productionUses().all(),
                    known.slaCategories().all(),
                    known.channels().all(),
                    known.milestones().all(),
                    attributes,
                    KnownFact.listAll(policy),
                    EvaluationResponse.PolicyReference.of(policy));
        }
    }

    @Operation(summary = "The names that the tables know")
    @DocumentedAnswer(says = "The answer; its ETag changes with the policy and the software")
    @DocumentedParameters({ApiParameter.AS_OF, ApiParameter.DRAFT})
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/vocabulary", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VocabularyResponse> listVocabulary(@RequestParam MultiValueMap<String, String> parameters) {
        FieldReader fields = new FieldReader("");
        fields.errors().addAll(QueryParameters.errorsIn(parameters, PARAMETERS));
        Policy policy = asked.resolvePolicy(parameters, fields, evaluations.policyInForce());
        if (policy == null || !fields.errors().isEmpty()) {
            throw new ProblemException(fields.errors());
        }
        VocabularyResponse answer = VocabularyResponse.of(policy);
        return policy.draft() == null
                ? cacheable.answerPublicly(policy.revision(), answer)
                : cacheable.answerUncached(answer);
    }
}
