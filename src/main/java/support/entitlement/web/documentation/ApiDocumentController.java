package support.entitlement.web.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.background.NewThread;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;

/**
 * Serves the OpenAPI description. The first request after a change of the policy starts a new build in the background,
 * one at a time; until it is complete, callers get the previous description. Only the very first build is waited for.
 * Thread-safe.
 */
@RestController
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class ApiDocumentController extends OpenApiWebMvcResource {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDocumentController.class);
    private static final NewThread THREAD = new NewThread("api-description");

    private final CurrentPolicy current;
    private volatile @Nullable ApiDocument last;
    private @Nullable CompletableFuture<ApiDocument> next;

    ApiDocumentController(
            ObjectFactory<OpenAPIService> builders,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers,
            CurrentPolicy current) {
        super(builders, requests, responses, operations, properties, providers, customizers);
        this.current = current;
    }

    /** A description with examples from one revision of the policy. */
    private record ApiDocument(String revision, byte[] json, byte[] yaml) {}

    @RequiresAccess(Access.POLICY)
    @Override
    public byte[] openapiJson(HttpServletRequest request, String address, Locale locale) {
        return currentDocument().json();
    }

    @RequiresAccess(Access.POLICY)
    @Override
    public byte[] openapiYaml(HttpServletRequest request, String address, Locale locale) {
        return currentDocument().yaml();
    }

    private ApiDocument currentDocument() {
        ApiDocument made = last;
        String revision = currentRevision();
        if (made != null && made.revision().equals(revision)) {
            return made;
        }
        CompletableFuture<ApiDocument> building = startBuilding(revision);
        return made == null ? building.join() : made;
    }

    private String currentRevision() {
        return current.policy().map(Policy::revision).orElse("");
    }

    private synchronized CompletableFuture<ApiDocument> startBuilding(String revision) {
        CompletableFuture<ApiDocument> building = next;
        if (building == null || building.isDone()) {
            building = CompletableFuture.supplyAsync(() -> buildDocument(revision), THREAD);
            next = building;
        }
        return building;
    }

    private ApiDocument buildDocument(String revision) {
        try {
            OpenAPI description = getOpenApi("/", Locale.ENGLISH);
            ApiDocument made = new ApiDocument(revision, writeJsonValue(description), writeYamlValue(description));
            last = made;
            return made;
        } catch (JsonProcessingException e) {
            LOG.error("The API description cannot be serialised", e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            LOG.error("The API description cannot be built", e);
            throw e;
        }
    }
}
