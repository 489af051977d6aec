package support.entitlement.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import support.entitlement.release.FourEyes;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.AuditLog;
import support.entitlement.security.RequiresAccess;
import support.entitlement.security.TokenFile;
import support.entitlement.security.authentication.SecurityProperties;
import support.entitlement.security.authentication.TokenAuthenticator;

/**
 * Configures authentication and access. The filter chain authenticates callers and guards addresses without a handler
 * of this service; each handler declares what it {@link RequiresAccess}. There are no sessions: the identity of a caller
 * is an attribute of the request.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ACTUATOR = "/actuator";

    private static final String[] OPEN = {
        "/",
        "/workbench/**",
        "/v1/me",
        "/.well-known/authzen-configuration",
        "/error",
        "/actuator/health",
        "/actuator/health/**"
    };

    /** Saves a wrapper of each answer that writes headers just before its first byte. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGER_HEADERS = new ObjectPostProcessor<>() {

        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    private static final Set<String> QUERIES = Set.of("/v1/evaluation", "/access/v1/evaluation");
    private static final String DRAFTS = "/v1/policy/drafts/*";

    @Bean
    FourEyes fourEyes(SecurityProperties properties) {
        return new FourEyes(properties.fourEyes());
    }

    /** Keeps the generated token in the private directory of the service. */
    @Bean
    TokenFile tokenFile(ReleasesProperties releases, RulesProperties rules) {
        return new TokenFile(releases.memoryOf(rules).resolve("token").toAbsolutePath());
    }

    @Bean
    AccessGuard accessGuard(SecurityProperties properties) {
        return new AccessGuard(properties.parsedOpenReading());
    }

    /** Observes no filter of the chain: all of them together are part of the request that is timed anyway. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AuditLog auditLog(SecurityProperties properties, Clock clock) {
        return new AuditLog(properties.audit(), clock);
    }

    /**
     * Registers both interceptors. A refused request does not reach the second one; the refusal is recorded where it is
     * answered.
     */
    @Bean
    WebMvcConfigurer guardedHandlers(AccessInterceptor access, AuditInterceptor audit) {
        return new WebMvcConfigurer() {

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(access);
                registry.addInterceptor(audit);
            }
        };
    }

    /** Tells caches not to keep drafts, which may be confidential, unless a handler says more. */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> draftsAreNotStored() {
        FilterRegistrationBean<HeaderWriterFilter> filter =
                new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(new StaticHeadersWriter(
                        HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue()))));
        filter.addUrlPatterns(DRAFTS);
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** Accepts what Spring's own firewall accepts; texts in plain ASCII, as nearly all are, cost it no regular expression. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(orPlainAscii(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(orPlainAscii(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    /** Adds a quick test to one that accepts all printable characters of ASCII. */
    private static Predicate<String> orPlainAscii(Predicate<String> accepted) {
        return text -> isPlainAscii(text) || accepted.test(text);
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Guards queries without a token, which are most requests of most services, by the same access rule as all others.
     * There is no caller to authenticate, so that four filters do.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain queriesWithoutToken(HttpSecurity http, AccessGuard guard, SecurityProblemHandler refusals) {
        disableUnused(http)
                .securityMatcher(SecurityConfiguration::isQueryWithoutToken)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(new AccessRule(guard, Access.POLICY)));
        return http.build();
    }

    private static boolean isQueryWithoutToken(HttpServletRequest request) {
        return QUERIES.contains(request.getServletPath()) && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    /** Disables what callers without sessions and forms do not need, and writes headers before the answer. */
    private static HttpSecurity disableUnused(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable) // Browsers never send a bearer token by themselves.
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.cacheControl(cache -> cache.disable()).withObjectPostProcessor(EAGER_HEADERS));
    }

    /**
     * Guards all other requests, also those to a port of its own for management. Endpoints are found by Spring Boot's matcher where they are
     * at other addresses than usual, which takes longer.
     */
    @Bean
    SecurityFilterChain filterChain(
            HttpSecurity http,
            AccessGuard guard,
            TokenAuthenticator tokens,
            SecurityProblemHandler refusals,
            @Value("${management.server.base-path:}") String serverBase,
            @Value("${management.endpoints.web.base-path:" + ACTUATOR + "}") String base) {
        AccessRule operation = new AccessRule(guard, Access.OPERATION);
        disableUnused(http)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> tokens)
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> {
                    if (!serverBase.isEmpty() || !base.equals(ACTUATOR)) {
                        requests.requestMatchers(EndpointRequest.to("health"))
                                .permitAll()
                                .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
                                .access(operation);
                    }
                    requests.requestMatchers(OPEN)
                            .permitAll()
                            .requestMatchers(ACTUATOR + "/**")
                            .access(operation)
                            .anyRequest()
                            .access(new AccessRule(guard, Access.POLICY));
                });
        return http.build();
    }

    /** An access rule for addresses. */
    private record AccessRule(AccessGuard guard, Access access)
            implements AuthorizationManager<RequestAuthorizationContext> {

        @Override
        public AuthorizationResult authorize(
                Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext request) {
            return new AuthorizationDecision(guard.permits(access, caller.get()));
        }
    }
}
