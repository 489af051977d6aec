package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import support.entitlement.web.contract.ContractController;
import support.entitlement.web.contract.ContractFileController;
import support.entitlement.web.evaluation.EntitlementController;
import support.entitlement.web.evaluation.EvaluationController;
import support.entitlement.web.evaluation.SupportMatrixController;
import support.entitlement.web.evaluation.VocabularyController;
import support.entitlement.web.release.PolicyController;
import support.entitlement.web.release.ProposalController;
import support.entitlement.web.release.PublishingController;
import support.entitlement.web.release.ReleaseController;
import support.entitlement.web.status.SlaStatusController;
import support.entitlement.web.usage.UsageController;

/** The parts of the API, in the order in which its description has them. */
enum ApiTag {
    EVALUATION(
            "Evaluation",
            "Answers what support a customer is entitled to, for one query or many.",
            EvaluationController.class,
            EntitlementController.class,
            SupportMatrixController.class,
            VocabularyController.class),
    SLA_STATUS("SLA status", "Says where the milestones of a case stand.", SlaStatusController.class),
    CONTRACTS(
            "Contracts",
            "Keeps what was signed with customers, which prevails over the published policy.",
            ContractController.class,
            ContractFileController.class),
    USAGE("Usage", "Counts what customers use of their allowances.", UsageController.class),
    POLICY(
            "Policy",
            "Shows which policy serves, and every release that there ever was.",
            PolicyController.class,
            ReleaseController.class),
    PUBLISHING(
            "Publishing",
            "Checks changed tables, and publishes them as releases.",
            PublishingController.class,
            ProposalController.class);

    private final String title;
    private final String description;
    private final List<Class<?>> controllers;

    ApiTag(String title, String description, Class<?>... controllers) {
        this.title = title;
        this.description = description;
        this.controllers = List.of(controllers);
    }

    /**
     * The part that a controller belongs to.
     *
     * @throws IllegalStateException if it belongs to none
     */
    static ApiTag of(Class<?> controller) {
        return Stream.of(values())
                .filter(tag -> tag.controllers.contains(controller))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(controller + " has no tag"));
    }

    String title() {
        return title;
    }

    Tag describeTag() {
        return new Tag().name(title).description(description);
    }
}
