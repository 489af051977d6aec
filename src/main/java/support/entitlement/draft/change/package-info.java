/** Changes of the files of a draft: how one is applied, and how it is carried over another that came first. Pure functions. */
@NullMarked
package support.entitlement.draft.change;

import org.jspecify.annotations.NullMarked;
