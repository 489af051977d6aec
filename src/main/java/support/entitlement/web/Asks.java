package support.entitlement.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the parameters that a handler reads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Asks {

    ApiParameter[] value();
}
