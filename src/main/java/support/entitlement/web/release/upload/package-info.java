/** Uploads of tables: their parts, and how they are received and read. */
@NullMarked
package support.entitlement.web.release.upload;

import org.jspecify.annotations.NullMarked;
