/** Merges two changes of one sheet, or of one set of files, that were made apart from each other. */
@NullMarked
package support.entitlement.draft.merge;

import org.jspecify.annotations.NullMarked;
