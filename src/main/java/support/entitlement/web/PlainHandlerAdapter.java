package support.entitlement.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.AbstractHandlerMethodAdapter;

/**
 * Calls handlers that take the request and the response, and write their answer themselves. Spring's general adapter
 * prepares the binding of parameters and the conversion of results, which such handlers do not need. Thread-safe.
 */
@Component
final class PlainHandlerAdapter extends AbstractHandlerMethodAdapter {

    /** Creates an adapter that is asked before Spring's. */
    PlainHandlerAdapter() {
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected boolean supportsInternal(HandlerMethod handler) {
        MethodParameter[] parameters = handler.getMethodParameters();
        return parameters.length == 2
                && parameters[0].getParameterType() == HttpServletRequest.class
                && parameters[1].getParameterType() == HttpServletResponse.class
                && handler.isVoid()
                && !handler.hasMethodAnnotation(ResponseStatus.class);
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        try {
            handler.getMethod().invoke(handler.getBean(), request, response);
            return null;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
