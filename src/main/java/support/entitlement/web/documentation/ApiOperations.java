package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import support.entitlement.security.RequiresAccess;
import support.entitlement.security.Role;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;

/**
 * Describes each operation from its handler: the operation's id is the method's name, its roles are those that the
 * method requires, its schemas are those of the records that the method reads and returns, and its problems follow from
 * them. Thread-safe.
 */
@Component
class ApiOperations implements OperationCustomizer {

    static final String TOKEN = "token";

    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    private final RecordSchemas schemas = new RecordSchemas();

    /** Returns the schemas to which the operations described so far refer. */
    RecordSchemas schemas() {
        return schemas;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Method method = handler.getMethod();
        List<String> roles = rolesOf(method);
        operation.operationId(method.getName());
        operation.setTags(List.of(ApiTag.of(handler.getBeanType()).title()));
        if (!roles.isEmpty()) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(TOKEN)));
            operation.addExtension("x-roles", roles);
        }
        operation.setDescription(describeOperation(operation, roles));
        operation.setParameters(parametersOf(method));
        operation.setRequestBody(bodyOf(method));
        operation.setResponses(responsesOf(method, roles));
        return operation;
    }

    private static List<String> rolesOf(Method method) {
        RequiresAccess needed = AnnotatedElementUtils.findMergedAnnotation(method, RequiresAccess.class);
        return needed == null
                ? List.of()
                : needed.value().roles().stream().map(Role::toString).toList();
    }

    private static String describeOperation(Operation operation, List<String> roles) {
        String own = operation.getDescription() == null ? operation.getSummary() + "." : operation.getDescription();
        return roles.isEmpty() ? own : own + " Needs a token with the role " + String.join(" or ", roles) + ".";
    }

    private static @Nullable List<Parameter> parametersOf(Method method) {
        List<Parameter> parameters = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                parameters.add(new Parameter()
                        .name(parameter.getName())
                        .in("path")
                        .required(true)
                        .schema(new JsonSchema().typesItem("string")));
            }
        }
        DocumentedParameters asks = AnnotatedElementUtils.findMergedAnnotation(method, DocumentedParameters.class);
        if (asks != null) {
            Stream.of(asks.value()).map(ApiParameter::describeParameter).forEach(parameters::add);
        }
        return parameters.isEmpty() ? null : parameters;
    }

    private @Nullable RequestBody bodyOf(Method method) {
        DocumentedBody takes = AnnotatedElementUtils.findMergedAnnotation(method, DocumentedBody.class);
        if (takes == null) {
            return null;
        }
        Content content = new Content();
        for (String type : takes.as()) {
            content.addMediaType(type, new MediaType().schema(schemas.ofRequest(takes.value())));
        }
        return new RequestBody().required(true).content(content);
    }

    private ApiResponses responsesOf(Method method, List<String> roles) {
        ApiResponses responses = new ApiResponses();
        for (DocumentedAnswer answer : method.getAnnotationsByType(DocumentedAnswer.class)) {
            responses.addApiResponse(String.valueOf(answer.status()), describeResponse(answer, method));
        }
        problemStatuses(method, roles)
                .forEach(status -> responses.addApiResponse(
                        String.valueOf(status), new ApiResponse().$ref(ApiProblems.responseName(status))));
        return responses;
    }

    private ApiResponse describeResponse(DocumentedAnswer answer, Method method) {
        Content content = new Content();
        Class<?> documented = answer.value() == void.class ? answerType(method) : answer.value();
        for (String type : answer.as()) {
            Schema<?> schema = type.equals(JSON) ? schemas.ofAnswer(documented) : schemas.ofAnswer(String.class);
            content.addMediaType(type, new MediaType().schema(schema));
        }
        return new ApiResponse().description(answer.says()).content(content.isEmpty() ? null : content);
    }

    /** Returns the type that a handler returns, or the type of the body if it returns an entity. */
    private static Class<?> answerType(Method method) {
        return ResolvableType.forMethodReturnType(method)
                .as(HttpEntity.class)
                .getGeneric()
                .resolve(method.getReturnType());
    }

    /** Returns the statuses of the problems that a handler answers with. */
    private static SortedSet<Integer> problemStatuses(Method method, List<String> roles) {
        SortedSet<Integer> statuses = new TreeSet<>(List.of(400, 401, 429, 500, 503));
        if (!roles.isEmpty()) {
            statuses.add(403);
        }
        if (Stream.of(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(PathVariable.class))) {
            statuses.add(404);
        }
        if (AnnotatedElementUtils.hasAnnotation(method, DocumentedBody.class)) {
            statuses.addAll(List.of(413, 415, 422));
        }
        if (AnnotatedElementUtils.hasAnnotation(method, DocumentedParameters.class)) {
            statuses.add(422);
        }
        DocumentedProblems refuses = AnnotatedElementUtils.findMergedAnnotation(method, DocumentedProblems.class);
        if (refuses != null) {
            for (int status : refuses.value()) {
                statuses.add(status);
            }
        }
        return statuses;
    }
}
