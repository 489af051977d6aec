package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.http.CacheableResponses;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.CustomerContracts;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows everything that a plan is entitled to, like the published support page. */
@RestController
public class SupportMatrixController {

    private static final Names PARAMETERS = new Names(
            List.of("plan", QueryReader.CUSTOMER, QueryReader.OPENED_AT, PolicyResolver.FIELD, PolicyResolver.DRAFT));

    private final EvaluationService evaluations;
    private final PolicyResolver asked;
    private final CustomerContracts contracts;
    private final CacheableResponses cacheable;
    private final Clock clock;

    SupportMatrixController(
            EvaluationService evaluations,
            PolicyResolver asked,
            CustomerContracts contracts,
            CacheableResponses cacheable,
            Clock clock) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.contracts = contracts;
        this.clock = clock;
        this.cacheable = cacheable;
    }

    /** Every issue type for which a plan, or a customer, is entitled to support, or the tables say why not. */
    record SupportMatrix(
            String plan,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            EvaluationOpening opening,

            @Nullable String supportLevel,
            List<MatrixIssueType> issueTypes,
            EvaluationResponse.PolicyReference policy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ContractReference contract,

            @Nullable String notice) {}

    /** An issue type: the entitlements without an SLA category, and those for each category that makes a difference. */
    record MatrixIssueType(
            String issueType,
            @Nullable String covers,
            @JsonUnwrapped Promises promises,
            List<MatrixSlaCategory> slaCategories) {}

    /** The entitlements for one SLA category. */
    record MatrixSlaCategory(
            String id,
            @Nullable String definition,
            @JsonUnwrapped Promises promises) {}

    /** The promises of the policy, and the rows that state them. */
    record Promises(
            boolean entitled,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean entitledStated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reasonText,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MatrixAlternative> includedIf,
            List<EvaluationChannel> channels,
            boolean channelsStated,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> exceptChannels,

            @Nullable EvaluationGuarantee guarantee,
            boolean priorityFlag,
            Decision.@Nullable OnCall onCall,
            List<EvaluationPromise> milestones,
            List<String> commitments,
            @Nullable AllowanceResponse allowance,
            Map<String, String> terms,
            @Nullable String referTo,
            List<MatrixRow> because) {

        static Promises of(ContractDecision signed, Policy published) {
            Decision decision = signed.decision();
            return new Promises(
                    decision.entitled(),
                    EvaluationResponse.falseOrNull(decision.entitledStated()),
                    decision.reasonText(),
                    MatrixAlternative.listAll(decision, published),
                    EvaluationChannel.listAll(signed, new ChannelHours(decision, published.calendars(), null)),
                    decision.channelsStated(),
                    decision.exceptChannels(),
                    EvaluationGuarantee.of(signed),
                    decision.priorityFlag(),
                    decision.onCall(),
                    EvaluationPromise.listWithoutTimes(signed),
                    decision.commitments(),
                    AllowanceResponse.of(signed),
                    decision.terms(),
                    decision.referTo(),
                    MatrixRows.of(decision.because(), published));
        }
    }

    @Operation(summary = "Everything that a plan, or a customer, is entitled to, as the published page shows it")
    @DocumentedAnswer(says = "The answer; its ETag changes with the policy and the software")
    @DocumentedParameters({
        ApiParameter.PLAN,
        ApiParameter.CUSTOMER,
        ApiParameter.OPENED_AT,
        ApiParameter.AS_OF,
        ApiParameter.DRAFT
    })
    @DocumentedProblems(404)
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/support-matrix", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SupportMatrix> showSupportMatrix(@RequestParam MultiValueMap<String, String> parameters) {
        Policy inForce = evaluations.policyInForce();
        FieldReader fields = new FieldReader("");
        fields.errors().addAll(QueryParameters.errorsIn(parameters, PARAMETERS));
        Policy policy = asked.resolvePolicy(parameters, fields, inForce);
        OffsetDateTime openedAt = policy == null ? null : readOpening(parameters, policy, fields);
        if (policy == null || openedAt == null || !fields.errors().isEmpty()) {
            throw new ProblemException(fields.errors());
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        parameters.toSingleValueMap().forEach(request::put);
        QueryReader.Requester asker = QueryReader.readRequester(request, policy, contracts, clock);
        ProblemException.throwIfAny(asker.errors());
        Query query = policy.openAt(asker.query(), openedAt.toInstant());
        EvaluationOpening opening =
                EvaluationOpening.ofCacheable(policy, query, openedAt, parameters.containsKey(QueryReader.OPENED_AT));
        SupportMatrix matrix = MatrixDecisions.createMatrix(query, asker.policy(), opening);
        if (policy.draft() != null) {
            return cacheable.answerUncached(matrix);
        }
        return parameters.containsKey(QueryReader.CUSTOMER)
                ? cacheable.answerPrivately(matrix)
                : cacheable.answerPublicly(policy.revision(), opening, matrix);
    }

    /** Returns the instant of the opening; null if there is an error. */
    private @Nullable OffsetDateTime readOpening(
            MultiValueMap<String, String> parameters, Policy policy, FieldReader fields) {
        String sent = parameters.getFirst(QueryReader.OPENED_AT);
        if (sent != null && policy.timeBands().isEmpty()) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_FIELD,
                    "/" + QueryReader.OPENED_AT,
                    Quote.of(sent),
                    "No condition of these tables compares the opening. Leave this out.");
            return null;
        }
        return sent == null
                ? OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)
                : fields.readInstant(JsonNodeFactory.instance.stringNode(sent), "/" + QueryReader.OPENED_AT);
    }
}
