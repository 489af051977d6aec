/** The rules directory: how it is read, watched and written; and the folder in which the service keeps its own files. */
@NullMarked
package support.entitlement.release.directory;

import org.jspecify.annotations.NullMarked;
