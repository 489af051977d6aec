/** Drafts: named changes of tables based on a release, kept until they are published. */
@NullMarked
package support.entitlement.draft;

import org.jspecify.annotations.NullMarked;
