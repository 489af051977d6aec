package support.entitlement.workbench;

import org.junit.jupiter.api.BeforeEach;

/** Tests of scripts that need no view: they run in one page, on the service that is shared. */
abstract class ScriptTest extends WorkbenchTest {

    @Override
    protected boolean sharesService() {
        return true;
    }

    /** The tests leave nothing in the page. */
    @Override
    protected boolean sharesPage() {
        return true;
    }

    @BeforeEach
    void openPage() {
        if (page.url().equals("about:blank")) {
            open("#/nothing");
        }
    }
}
