package support.entitlement.web.draft.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The JSON that publishes a draft. */
record DraftPublicationRequest(
        @Schema(description = "The reason in the words of the author") @Nullable
        String comment,

        @Schema(description = "The instant from which it is in force; now, if it is not sent") @Nullable
        OffsetDateTime effectiveFrom) {}
