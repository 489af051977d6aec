package support.entitlement.web.documentation.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;

/** Documents the body that a handler reads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DocumentedBody {

    /** A record that has the body's members, or {@link String} for a text. */
    Class<?> value();

    /** The media types of the body. */
    String[] as() default MediaType.APPLICATION_JSON_VALUE;
}
