package support.entitlement.web.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JavaScript libraries on the class path. Each jar of mvnpm has an import map, which tells the folder of the library; the name of the
 * folder contains the version, which addresses of the workbench do not.
 *
 * @param folders the folder of each library, such as {@code lit/}, by its name, as an address that Spring understands
 */
record ScriptLibraries(Map<String, String> folders) {

    private static final String IMPORT_MAP = "META-INF/importmap.json";
    private static final String RESOURCES = "classpath:/META-INF/resources";

    static ScriptLibraries onClassPath() throws IOException {
        Map<String, String> folders = new TreeMap<>();
        for (URL map : Collections.list(ScriptLibraries.class.getClassLoader().getResources(IMPORT_MAP))) {
            try (InputStream in = map.openStream()) {
                JsonNode imports = JsonMapper.shared().readTree(in).path("imports");
                imports.propertyStream()
                        .filter(entry -> entry.getKey().endsWith("/"))
                        .forEach(entry -> folders.put(
                                entry.getKey(), RESOURCES + entry.getValue().stringValue()));
            }
        }
        return new ScriptLibraries(folders);
    }
}
