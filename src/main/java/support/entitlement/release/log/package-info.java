/** The log of releases in the database, and the time at which each release is in force. */
@NullMarked
package support.entitlement.release.log;

import org.jspecify.annotations.NullMarked;
