package support.entitlement.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects that Helm renders from the chart.
 *
 * @param objects each as a map, in the order of Helm
 */
record RenderedChart(List<Map<String, Object>> objects) {

    /** The annotation of hooks in what is rendered. */
    static final String HOOK = "hook";

    static final Path CHART = Path.of("src/main/helm/support-entitlements");

    private static final Path COPY = copyWithoutHooks();

    /** The oldest version that the chart accepts. */
    private static final String OLDEST_KUBERNETES = "1.25.0";

    private static final ObjectMapper STRICT = new ObjectMapper().setAnnotationIntrospector(new NoUnknownFields());

    /** The types of the objects of Kubernetes by version and kind; those of operators are not here. */
    private static final Map<String, Class<?>> TYPES = Map.of(
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "v1 Pod", Pod.class,
            "apps/v1 Deployment", Deployment.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** The types keep unknown fields for newer versions of Kubernetes; without these methods Jackson refuses such fields. */
    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    /**
     * Renders the chart as “helm template support” does, with values in place of those of a file. As a library, Helm leaves out hooks: in a
     * copy of the chart their annotation has another name.
     */
    static RenderedChart of(Path values, Map<String, ?> more) {
        TemplateCommand command = new Helm(COPY)
                .template()
                .withName("support")
                .withKubeVersion(OLDEST_KUBERNETES)
                .withValuesFile(values);
        more.forEach(command::set);
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object object : new Yaml().loadAll(command.call())) {
            if (object != null) {
                objects.add(asMap(object));
            }
        }
        return new RenderedChart(objects);
    }

    private static Path copyWithoutHooks() {
        try {
            Path copy = Files.createTempDirectory("chart");
            FileSystemUtils.copyRecursively(CHART, copy);
            try (Stream<Path> files = Files.walk(copy.resolve("templates"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.writeString(file, Files.readString(file).replace("helm.sh/hook:", HOOK + ":"));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path values(String name) {
        return Path.of("src/test/resources/helm", name + ".yaml");
    }

    List<String> kinds() {
        return objects.stream().map(object -> (String) object.get("kind")).toList();
    }

    /** Returns the only object of a type. */
    <T> T get(Class<T> type) {
        List<T> found =
                typed().stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of " + type.getSimpleName() + " in " + kinds());
        }
        return found.get(0);
    }

    /** Returns the only object of a kind. */
    Map<String, Object> get(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .reduce((one, other) -> {
                    throw new AssertionError("More than one " + kind);
                })
                .orElseThrow(() -> new AssertionError("No " + kind + " in " + kinds()));
    }

    /**
     * Reads all objects of Kubernetes.
     *
     * @throws IllegalArgumentException if one has a field that Kubernetes does not know, or a value of another type
     */
    List<Object> typed() {
        List<Object> read = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            String version = (String) Objects.requireNonNull(object.get("apiVersion"));
            if (!version.startsWith("monitoring.coreos.com/")) {
                String name = version + " " + object.get("kind");
                read.add(STRICT.convertValue(object, Objects.requireNonNull(TYPES.get(name), name)));
            }
        }
        return read;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object object) {
        return (Map<String, Object>) object;
    }
}
