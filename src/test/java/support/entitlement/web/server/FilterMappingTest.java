package support.entitlement.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import support.entitlement.web.ApiTest;

/** A request whose body is late, or that waits for a thread, is dispatched again: only filters that are mapped to that see it. */
class FilterMappingTest extends ApiTest {

    @Autowired
    private ServletWebServerApplicationContext service;

    @Test
    void everyFilterSeesRequestsThatWaited() {
        TomcatWebServer server = (TomcatWebServer) service.getWebServer();
        Context context = (Context) server.getTomcat().getHost().findChildren()[0];
        List<FilterMap> filters = Arrays.stream(context.findFilterMaps())
                .filter(filter -> !filter.getFilterName().startsWith("Tomcat"))
                .toList();

        assertThat(filters).extracting(FilterMap::getFilterName).contains("bodyLimitFilter", "longAnswerFilter");
        assertThat(filters)
                .allSatisfy(filter -> assertThat(filter.getDispatcherNames())
                        .as(filter.getFilterName())
                        .contains("REQUEST", "ASYNC"));
    }
}
