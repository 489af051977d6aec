package support.entitlement.web.security;

import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
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

    private static final String[] OPEN = {
        "/", "/workbench/**", "/v1/me", "/error", "/actuator/health", "/actuator/health/**"
    };

    /** Drafts may be confidential, so no cache keeps them. */
    private static final HeaderWriter DRAFTS_ARE_NOT_STORED = new DelegatingRequestMatcherHeaderWriter(
            PathPatternRequestMatcher.withDefaults().matcher("/v1/policy/drafts/**"),
            new StaticHeadersWriter(
                    HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue()));

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

    @Bean
    SecurityFilterChain filterChain(
            HttpSecurity http, AccessGuard guard, TokenAuthenticator tokens, SecurityProblemHandler refusals) {
        http.csrf(AbstractHttpConfigurer::disable) // Browsers never send a bearer token by themselves.
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .headers(headers ->
                        headers.cacheControl(cache -> cache.disable()).addHeaderWriter(DRAFTS_ARE_NOT_STORED))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> tokens)
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access(new AccessRule(guard, Access.OPERATION))
                        .anyRequest()
                        .access(new AccessRule(guard, Access.POLICY)));
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
