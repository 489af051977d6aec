package support.entitlement.web.documentation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Records the requests under /v1 and their answers. */
public final class RecordedExchanges extends OncePerRequestFilter {

    private static final int MAX_BYTES = 1 << 24;

    private final List<Exchange> all = new CopyOnWriteArrayList<>();

    /**
     * Registers the filter before every other one but the reception of bodies, which dispatches a request again when
     * its body is complete.
     */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        @Bean
        RecordedExchanges recordedExchanges() {
            return new RecordedExchanges();
        }

        @Bean
        FilterRegistrationBean<RecordedExchanges> recording(RecordedExchanges exchanges) {
            FilterRegistrationBean<RecordedExchanges> filter = new FilterRegistrationBean<>(exchanges);
            filter.addUrlPatterns("/v1/*");
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
            return filter;
        }
    }

    public List<Exchange> all() {
        return all;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper sent = new ContentCachingRequestWrapper(request, MAX_BYTES);
        ContentCachingResponseWrapper answered = new ContentCachingResponseWrapper(response);
        chain.doFilter(sent, answered);
        all.add(new Exchange(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getContentType(), ""),
                new String(sent.getContentAsByteArray(), StandardCharsets.UTF_8),
                answered.getStatus(),
                Objects.requireNonNullElse(answered.getContentType(), ""),
                new String(answered.getContentAsByteArray(), StandardCharsets.UTF_8)));
        answered.copyBodyToResponse();
    }
}
