/** The files of a release: how they are read, merged with sent ones, judged and compared. */
@NullMarked
package support.entitlement.release.tables;

import org.jspecify.annotations.NullMarked;
