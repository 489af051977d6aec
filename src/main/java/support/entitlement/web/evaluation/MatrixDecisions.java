package support.entitlement.web.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.Vocabulary;
import support.entitlement.web.evaluation.SupportMatrixController.MatrixIssueType;
import support.entitlement.web.evaluation.SupportMatrixController.MatrixSlaCategory;
import support.entitlement.web.evaluation.SupportMatrixController.Promises;
import support.entitlement.web.evaluation.SupportMatrixController.SupportMatrix;

/** Asks a policy about every issue type and SLA category, and makes a support matrix of the answers. */
final class MatrixDecisions {

    private MatrixDecisions() {}

    /**
     * Returns the matrix of a plan.
     *
     * @param asker the plan, the attributes that follow from a contract, and the opening that conditions compare
     * @param opened the opening as the answer shows it; null if no condition compares it
     */
    static SupportMatrix createMatrix(Query asker, CustomerPolicy policy, @Nullable EvaluationOpening opened) {
        List<MatrixIssueType> issueTypes = new ArrayList<>();
        String level = null;
        String notice = null;
        Vocabulary vocabulary = policy.publishedPolicy().vocabulary();
        for (String issueType : vocabulary.issueTypes().all()) {
            ContractDecision unclassified = policy.decide(createQuery(asker, issueType, null));
            level = unclassified.decision().supportLevel();
            notice = unclassified.decision().notice();
            List<ContractDecision> classified = vocabulary.slaCategories().all().stream()
                    .map(category -> policy.decide(createQuery(asker, issueType, category)))
                    .toList();
            if (Stream.concat(Stream.of(unclassified), classified.stream())
                    .anyMatch(signed -> isShown(signed.decision()))) {
                issueTypes.add(createIssueType(issueType, unclassified, classified, policy.publishedPolicy()));
            }
        }
        return new SupportMatrix(
                Objects.requireNonNull(asker.plan()),
                opened,
                level,
                issueTypes,
                EvaluationResponse.PolicyReference.of(policy.publishedPolicy()),
                ContractReference.of(policy.contract()),
                notice);
    }

    /** Returns true unless support is denied for certain, and without a reason of the tables. */
    private static boolean isShown(Decision decision) {
        return decision.entitled()
                || !decision.entitledStated()
                || decision.reasonText() != null
                || Decision.Reason.MISSING_FACTS.equals(decision.reason());
    }

    private static Query createQuery(Query asker, String issueType, @Nullable String slaCategory) {
        return new Query(
                asker.plan(), issueType, null, null, slaCategory, null, asker.attribute(), asker.openedDuring());
    }

    private static MatrixIssueType createIssueType(
            String name, ContractDecision unclassified, List<ContractDecision> classified, Policy published) {
        boolean categoryMatters =
                classified.stream().anyMatch(signed -> !signed.decision().promisesTheSameAs(unclassified.decision()));
        String covers = Stream.concat(Stream.of(unclassified), classified.stream())
                .map(signed -> signed.decision().covers())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new MatrixIssueType(
                name,
                covers,
                Promises.of(unclassified, published),
                categoryMatters
                        ? classified.stream()
                                .map(signed -> toMatrixCategory(signed, published))
                                .toList()
                        : List.of());
    }

    private static MatrixSlaCategory toMatrixCategory(ContractDecision signed, Policy published) {
        Decision.SlaCategory category = Objects.requireNonNull(signed.decision().slaCategory());
        return new MatrixSlaCategory(category.id(), category.definition(), Promises.of(signed, published));
    }
}
