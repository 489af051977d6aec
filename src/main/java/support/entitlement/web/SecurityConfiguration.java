package support.entitlement.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import support.entitlement.release.FourEyes;

/**
 * Who may do what. The chain finds out who asks, and keeps strangers out if reading is closed; what needs a role says so at its
 * controller. Nothing is kept between requests.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    @Bean
    FourEyes fourEyes(SecurityProperties properties) {
        return new FourEyes(properties.fourEyes());
    }

    @Bean
    SecurityFilterChain filterChain(
            HttpSecurity http, SecurityProperties properties, Tokens tokens, Refusals refusals) {
        http.csrf(AbstractHttpConfigurer::disable) // Browsers send no bearer token of their own accord.
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> tokens)
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/", "/actuator/health/**", "/actuator/health", "/error")
                            .permitAll();
                    if (properties.openReading()) {
                        requests.anyRequest().permitAll();
                    } else {
                        requests.anyRequest().authenticated();
                    }
                });
        return http.build();
    }
}
