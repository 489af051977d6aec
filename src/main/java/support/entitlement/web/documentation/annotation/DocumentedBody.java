package support.entitlement.web.documentation.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;

/** Documents the request body of a handler. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DocumentedBody {

    /** A record with the members of the body, or {@link String} for text. */
    Class<?> value();

    /** The media types of the body. */
    String[] as() default MediaType.APPLICATION_JSON_VALUE;
}
