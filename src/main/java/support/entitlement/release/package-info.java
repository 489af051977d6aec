/** Releases: which one is in force, and how one is published, followed and activated. */
@NullMarked
package support.entitlement.release;

import org.jspecify.annotations.NullMarked;
