package support.entitlement.web.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import support.entitlement.web.http.ProblemResponse;

/** Documents the JSON of the answers for many cases: each element is the answer or problem of a single case. */
record SlaStatusResults(
        @Schema(
                name = "SlaStatusResult",
                oneOf = {SlaStatusResponse.class, ProblemResponse.class})
        List<Object> results) {}
