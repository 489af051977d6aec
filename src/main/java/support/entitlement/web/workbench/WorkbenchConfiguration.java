package support.entitlement.web.workbench;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Hands out the files of the workbench, and those of the libraries that it imports. */
@Configuration(proxyBeanMethods = false)
class WorkbenchConfiguration implements WebMvcConfigurer {

    private static final String FILES = "/workbench/";

    private final WorkbenchProperties properties;
    private final ScriptLibraries libraries;

    WorkbenchConfiguration(WorkbenchProperties properties) throws IOException {
        this.properties = properties;
        this.libraries = ScriptLibraries.onClassPath();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        addFolder(registry, "", properties.files());
        libraries.folders().forEach((name, folder) -> addFolder(registry, "lib/" + name, folder));
    }

    private static void addFolder(ResourceHandlerRegistry registry, String path, String folder) {
        registry.addResourceHandler(FILES + path + "**")
                .addResourceLocations(folder)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new FilesWithoutPages());
    }

    /** Finds no pages: as a file, a page would come without the policy that {@link WorkbenchController} sends with it. */
    private static final class FilesWithoutPages extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource folder) throws IOException {
            return path.toLowerCase(Locale.ROOT).endsWith(".html") ? null : super.getResource(path, folder);
        }
    }

    /**
     * Browsers keep the files, and ask each time whether they have changed. The tags are weak, as the server compresses no
     * file with a strong one.
     */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> workbenchEtags() {
        ShallowEtagHeaderFilter etags = new ShallowEtagHeaderFilter();
        etags.setWriteWeakETag(true);
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(etags);
        filter.addUrlPatterns(FILES + "*");
        return filter;
    }
}
