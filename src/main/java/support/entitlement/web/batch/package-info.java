/** Documents of many requests. */
@NullMarked
package support.entitlement.web.batch;

import org.jspecify.annotations.NullMarked;
