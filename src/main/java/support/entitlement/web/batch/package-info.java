/** Requests that ask many questions at once. */
@NullMarked
package support.entitlement.web.batch;

import org.jspecify.annotations.NullMarked;
