package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import support.entitlement.web.authzen.AuthzenController;
import support.entitlement.web.authzen.AuthzenMetadataController;
import support.entitlement.web.authzen.AuthzenSearchController;
import support.entitlement.web.calendar.CalendarController;
import support.entitlement.web.contract.ContractController;
import support.entitlement.web.contract.ContractFileController;
import support.entitlement.web.contract.CustomerListController;
import support.entitlement.web.draft.DraftChangeController;
import support.entitlement.web.draft.DraftCheckController;
import support.entitlement.web.draft.DraftController;
import support.entitlement.web.draft.DraftFileController;
import support.entitlement.web.draft.acceptance.AcceptanceController;
import support.entitlement.web.draft.publishing.DraftPublishController;
import support.entitlement.web.evaluation.EntitlementController;
import support.entitlement.web.evaluation.EvaluationController;
import support.entitlement.web.evaluation.SupportMatrixController;
import support.entitlement.web.evaluation.VocabularyController;
import support.entitlement.web.release.PolicyController;
import support.entitlement.web.release.ProposalCommentController;
import support.entitlement.web.release.ProposalController;
import support.entitlement.web.release.PublishingController;
import support.entitlement.web.release.ReleaseController;
import support.entitlement.web.security.CallerController;
import support.entitlement.web.status.SlaStatusController;
import support.entitlement.web.table.ColumnKindController;
import support.entitlement.web.table.DocumentController;
import support.entitlement.web.table.OriginController;
import support.entitlement.web.table.RowController;
import support.entitlement.web.table.TableController;
import support.entitlement.web.usage.UsageController;

/** The tags of the API, in the order of the description. */
enum ApiTag {
    EVALUATION(
            "Evaluation",
            "Answers what support a customer is entitled to, for one query or many.",
            EvaluationController.class,
            EntitlementController.class,
            SupportMatrixController.class,
            VocabularyController.class,
            RowController.class,
            CalendarController.class),
    AUTHZEN(
            "AuthZEN",
            "Answers the same by the Authorization API 1.0 of the OpenID Foundation.",
            AuthzenController.class,
            AuthzenSearchController.class,
            AuthzenMetadataController.class),
    SLA_STATUS("SLA status", "Returns the status of a case's milestones.", SlaStatusController.class),
    CONTRACTS(
            "Contracts",
            "Stores customers' contracts, which prevail over the published policy.",
            ContractController.class,
            ContractFileController.class,
            CustomerListController.class),
    USAGE("Usage", "Counts how much of their allowances customers use.", UsageController.class),
    POLICY(
            "Policy",
            "Shows the policy in force, and every release.",
            PolicyController.class,
            ReleaseController.class,
            TableController.class,
            DocumentController.class,
            ColumnKindController.class,
            OriginController.class),
    PUBLISHING(
            "Publishing",
            "Checks changed tables, and publishes them as releases.",
            PublishingController.class,
            ProposalController.class,
            ProposalCommentController.class),
    DRAFTS(
            "Drafts",
            "Keeps changes of tables until they are published.",
            DraftController.class,
            DraftChangeController.class,
            DraftCheckController.class,
            DraftFileController.class,
            AcceptanceController.class,
            DraftPublishController.class),
    CALLER("Caller", "Tells callers who they are and what they may do.", CallerController.class);

    private final String title;
    private final String description;
    private final List<Class<?>> controllers;

    ApiTag(String title, String description, Class<?>... controllers) {
        this.title = title;
        this.description = description;
        this.controllers = List.of(controllers);
    }

    /**
     * Returns the tag of a controller.
     *
     * @throws IllegalStateException if it has none
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
