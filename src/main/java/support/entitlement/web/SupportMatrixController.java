package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.Names;

/** Shows everything that a plan is entitled to, as the published page shows it. */
@RestController
class SupportMatrixController {

    private static final Names PARAMETERS = new Names(List.of("plan", AskedPolicy.FIELD));

    private final Evaluations evaluations;
    private final AskedPolicy asked;
    private final Cacheable cacheable;

    SupportMatrixController(Evaluations evaluations, AskedPolicy asked, Cacheable cacheable) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.cacheable = cacheable;
    }

    /** Every issue type that a plan is entitled to ask about. */
    record SupportMatrix(
            String plan,
            @Nullable String supportLevel,
            List<IssueType> issueTypes,
            EvaluationResponse.PolicyReference policy,
            @Nullable String notice) {}

    /** An issue type: what holds while its SLA category is unknown, and what holds for each category that matters. */
    record IssueType(
            String issueType,
            @Nullable String covers,
            @JsonUnwrapped Promises promises,
            List<Category> slaCategories) {}

    /** What holds for one SLA category. */
    record Category(
            String id,
            @Nullable String definition,
            @JsonUnwrapped Promises promises) {}

    /** What is promised. */
    record Promises(
            boolean entitled,
            List<Decision.OfferedChannel> channels,
            boolean channelsStated,
            EvaluationResponse.@Nullable Guarantee guarantee,
            boolean priorityFlag,
            Decision.@Nullable OnCall onCall,
            List<EvaluationResponse.Promise> milestones,
            List<String> commitments,
            @Nullable AllowanceResponse allowance,
            Map<String, String> terms,
            @Nullable String referTo) {

        static Promises of(Decision decision) {
            return new Promises(
                    decision.entitled(),
                    decision.channels(),
                    decision.channelsStated(),
                    EvaluationResponse.Guarantee.of(decision.guarantee()),
                    decision.priorityFlag(),
                    decision.onCall(),
                    EvaluationResponse.Promise.timeless(decision.milestones()),
                    decision.commitments(),
                    AllowanceResponse.of(decision.allowance(), null),
                    decision.terms(),
                    decision.referTo());
        }
    }

    @Operation(summary = "Everything that a plan is entitled to, as the published page shows it")
    @ApiResponse(
            responseCode = "200",
            description = "The answer; its ETag changes with the policy and the software",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SupportMatrix.class)))
    @NotEvaluated
    @Parameter(name = "plan", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
    @Parameter(name = "asOf", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @GetMapping(path = "/v1/support-matrix", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> supportMatrix(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        Policy inForce = evaluations.policy();
        FieldReader fields = new FieldReader("");
        fields.errors().addAll(Parameters.errorsIn(parameters, PARAMETERS));
        Policy policy = asked.of(EntitlementController.asOf(parameters), fields, inForce);
        if (policy == null || !fields.errors().isEmpty()) {
            return ProblemResponse.of(fields.errors()).toEntity();
        }
        String plan = parameters.getFirst("plan");
        Names plans = policy.vocabulary().plans();
        if (plan == null) {
            return ProblemResponse.of(List.of(FieldProblem.missing("/plan", plans)))
                    .toEntity();
        }
        return plans.find(plan)
                .map(known -> cacheable.answer(policy, supportMatrix(known, policy)))
                .orElseGet(() -> ProblemResponse.of(
                                List.of(FieldProblem.unknown(ProblemCode.UNKNOWN_PLAN, "/plan", plan, plans)))
                        .toEntity());
    }

    private static SupportMatrix supportMatrix(String plan, Policy policy) {
        List<IssueType> issueTypes = new ArrayList<>();
        String level = null;
        String notice = null;
        for (String issueType : policy.vocabulary().issueTypes().all()) {
            Decision unclassified = policy.decide(query(plan, issueType, null));
            level = unclassified.supportLevel();
            notice = unclassified.notice();
            List<Decision> classified = policy.vocabulary().slaCategories().all().stream()
                    .map(category -> policy.decide(query(plan, issueType, category)))
                    .toList();
            if (unclassified.entitled() || classified.stream().anyMatch(Decision::entitled)) {
                issueTypes.add(issueType(issueType, unclassified, classified));
            }
        }
        return new SupportMatrix(
                plan, level, issueTypes, new EvaluationResponse.PolicyReference(policy.revision()), notice);
    }

    private static Query query(String plan, String issueType, @Nullable String slaCategory) {
        return new Query(plan, issueType, null, null, slaCategory, null, Map.of());
    }

    private static IssueType issueType(String name, Decision unclassified, List<Decision> classified) {
        boolean categoryMatters = classified.stream().anyMatch(decision -> !decision.promisesTheSameAs(unclassified));
        String covers = Stream.concat(Stream.of(unclassified), classified.stream())
                .map(Decision::covers)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new IssueType(
                name,
                covers,
                Promises.of(unclassified),
                categoryMatters
                        ? classified.stream()
                                .map(SupportMatrixController::category)
                                .toList()
                        : List.of());
    }

    private static Category category(Decision decision) {
        Decision.SlaCategory category = Objects.requireNonNull(decision.slaCategory());
        return new Category(category.id(), category.definition(), Promises.of(decision));
    }
}
