package support.entitlement.web.usage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;

/** Marks a handler that records an entry of a customer, once for each idempotency key. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@DocumentedParameters(ApiParameter.IDEMPOTENCY_KEY)
@DocumentedProblems(409)
@RequiresAccess(Access.USAGE)
@RequestMapping(
        method = RequestMethod.POST,
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
@interface RecordsUsage {

    @AliasFor(annotation = RequestMapping.class)
    String[] path();
}
