package support.entitlement.web.authzen;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import support.entitlement.text.Names;
import support.entitlement.web.http.HttpAddress;
import support.entitlement.web.http.Quote;

/**
 * The words that gateways use, and what they mean here.
 *
 * @param customerTypes the types of subjects whose id is that of a customer
 * @param planTypes the types of subjects whose id is the name of a plan
 * @param resourceTypes the types of resources whose id is the name of an issue type
 * @param openActions the actions that open a case; every other action is the name of a channel
 * @param propertiesOf the entities whose properties are facts; of a fact that several have, the first counts
 * @param baseUrl the address under which gateways reach this service; null if it is that of the request
 */
@ConfigurationProperties("entitlement.authzen")
record AuthzenProperties(
        @DefaultValue(CUSTOMER) List<String> customerTypes,
        @DefaultValue(PLAN) List<String> planTypes,
        @DefaultValue(ISSUE_TYPE) List<String> resourceTypes,
        @DefaultValue(OPEN) List<String> openActions,
        @DefaultValue({"action", "resource", "subject"}) List<Entity> propertiesOf,
        @Nullable String baseUrl) {

    private static final String CUSTOMER = "customer";
    private static final String PLAN = "plan";
    private static final String ISSUE_TYPE = "issue-type";
    private static final String OPEN = "open";

    /**
     * Replaces an empty list of words by the default. Removes the slash at the end of the address, and refuses one to which no paths can be
     * appended.
     */
    AuthzenProperties {
        customerTypes = customerTypes.isEmpty() ? List.of(CUSTOMER) : customerTypes;
        planTypes = planTypes.isEmpty() ? List.of(PLAN) : planTypes;
        resourceTypes = resourceTypes.isEmpty() ? List.of(ISSUE_TYPE) : resourceTypes;
        openActions = openActions.isEmpty() ? List.of(OPEN) : openActions;
        baseUrl = baseUrl == null || baseUrl.isBlank() ? null : baseUrl.strip().replaceFirst("/+$", "");
        if (baseUrl != null && !isBase(baseUrl)) {
            throw new IllegalArgumentException("entitlement.authzen.base-url is “" + Quote.of(baseUrl)
                    + "” and must be an absolute http or https address without a query, such as https://host.");
        }
    }

    private static boolean isBase(String address) {
        return HttpAddress.parse(address)
                .filter(base ->
                        base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null)
                .isPresent();
    }

    boolean isCustomer(String subjectType) {
        return contains(customerTypes, subjectType);
    }

    boolean isPlan(String subjectType) {
        return contains(planTypes, subjectType);
    }

    /** Returns the types that subjects may have. */
    List<String> subjectTypes() {
        return Stream.concat(customerTypes.stream(), planTypes.stream()).toList();
    }

    boolean isIssueType(String resourceType) {
        return contains(resourceTypes, resourceType);
    }

    /** Returns the type of a plan or of an issue type as the settings spell it. */
    String spellingOf(String type) {
        return new Names(Stream.concat(planTypes.stream(), resourceTypes.stream())
                        .toList())
                .findSpelling(type)
                .orElse(type);
    }

    boolean opensCase(String action) {
        return contains(openActions, action);
    }

    private static boolean contains(List<String> names, String name) {
        return new Names(names).findSpelling(name).isPresent();
    }
}
