package support.entitlement.web.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.ChangeResult.Conflict;

/** The JSON of a change that concerns what somebody else has changed. {@link Conflict} describes the members. */
public record DraftConflict(
        int index,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String before,
        @Nullable String theirs,
        @Nullable String mine,
        @Nullable String by,
        @Nullable Instant when) {

    static DraftConflict of(Conflict conflict) {
        return new DraftConflict(
                conflict.index(),
                conflict.file(),
                conflict.sheet(),
                conflict.cell(),
                conflict.before(),
                conflict.theirs(),
                conflict.mine(),
                conflict.by(),
                conflict.when());
    }
}
