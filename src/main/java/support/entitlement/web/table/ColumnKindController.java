package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;

/** Shows which columns tables can have, so that an editor writes headers without a template. */
@RestController
public class ColumnKindController {

    private final ColumnKindsResponse kinds = ColumnKindsResponse.listAll();

    @Operation(
            summary =
                    "The columns that tables can have: what conditions may test and actions may say, with the cells of their headers")
    @DocumentedAnswer(says = "The columns")
    @RequiresAccess(Access.POLICY)
    @GetMapping(path = "/v1/policy/columns", produces = MediaType.APPLICATION_JSON_VALUE)
    ColumnKindsResponse listColumns() {
        return kinds;
    }
}
