package support.entitlement.web.documentation.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;

/** Documents what a handler answers if it does not refuse the request. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(DocumentedAnswer.Several.class)
public @interface DocumentedAnswer {

    /** The type of the answer; {@link String} for a text. */
    Class<?> value();

    int status() default 200;

    /** A sentence about the answer. */
    String says();

    /** The media types of the answer. All but JSON are texts or files. */
    String[] as() default MediaType.APPLICATION_JSON_VALUE;

    /** Answers with different statuses. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        DocumentedAnswer[] value();
    }
}
