package support.entitlement;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Names errors that the service logs during a test because the test provokes them. They are not printed; any other
 * error fails the test. To inspect them, see {@link LoggedErrors#texts()}.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ExpectedErrors {

    /** Texts, of which each error contains one: in its message, or in the logged exception. */
    String[] value();

    /** Reads the annotations of a test and of its classes. */
    final class Texts {

        private Texts() {}

        static List<String> of(ExtensionContext test) {
            return Stream.concat(
                            test.getTestMethod().stream(),
                            Stream.concat(test.getTestClass().stream(), test.getEnclosingTestClasses().stream()))
                    .flatMap(element -> AnnotationSupport.findAnnotation(element, ExpectedErrors.class).stream())
                    .flatMap(expected -> Stream.of(expected.value()))
                    .toList();
        }
    }
}
