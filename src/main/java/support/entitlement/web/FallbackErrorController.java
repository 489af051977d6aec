package support.entitlement.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemResponse;

/** Answers failures before or after the controllers, which {@link ApiExceptionHandler} does not see. */
@Hidden
@Controller
class FallbackErrorController implements ErrorController {

    private final AnswerWriter answers;

    FallbackErrorController(AnswerWriter answers) {
        this.answers = answers;
    }

    @RequiresAccess(Access.OPEN)
    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // The caller has been answered, and the connection failed after that.
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        answers.writeProblem(
                ProblemResponse.ofStatus(status instanceof Integer code ? code : HttpStatus.NOT_FOUND.value()),
                response);
    }
}
