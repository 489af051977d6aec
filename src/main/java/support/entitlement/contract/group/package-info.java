/** Counts contracts by what they say, without reading them. */
@NullMarked
package support.entitlement.contract.group;

import org.jspecify.annotations.NullMarked;
