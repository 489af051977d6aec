package support.entitlement.web.documentation.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;

/** Documents the successful response of a handler. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(DocumentedAnswer.Several.class)
public @interface DocumentedAnswer {

    /** The type of the body, {@link String} for text; without it, the type that the handler returns. */
    Class<?> value() default void.class;

    int status() default 200;

    /** A sentence that describes the response. */
    String says();

    /** The media types of the response. All but JSON are texts or files. None if it has no body. */
    String[] as() default MediaType.APPLICATION_JSON_VALUE;

    /** The responses of different statuses. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        DocumentedAnswer[] value();
    }
}
