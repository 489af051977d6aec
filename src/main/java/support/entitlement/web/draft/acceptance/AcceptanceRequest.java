package support.entitlement.web.draft.acceptance;

import io.swagger.v3.oas.annotations.media.Schema;

/** The JSON that accepts a warning. */
record AcceptanceRequest(
        @Schema(description = "The code of the warning") String code,

        @Schema(description = "The table in the acceptAs of the warning")
        String table,

        @Schema(description = "The row in the acceptAs of the warning")
        String row,

        @Schema(description = "Why the warning is meant, in one line of up to 1,000 letters")
        String reason) {}
