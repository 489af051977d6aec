package support.entitlement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The Helm chart, linted and rendered by Helm. */
class HelmChartTest {

    private static final String SMALLEST = "smallest";
    private static final String EVERYTHING = "everything";

    private static RenderedChart render(String values) {
        return RenderedChart.of(RenderedChart.values(values), Map.of());
    }

    @Test
    void helmFindsNothingWrong() {
        LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();

        // Helm lints with the defaults, which lack what only an operator knows.
        assertThat(result.getMessages())
                .filteredOn(message -> !message.contains("icon is recommended"))
                .allSatisfy(message -> assertThat(message).contains("database.url is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALLEST, EVERYTHING, "nothing-optional"})
    void everyObjectHasOnlyFieldsThatKubernetesKnows(String values) {
        assertThat(render(values).typed()).isNotEmpty();
    }

    @Test
    void optionalObjectsAreThereWhenTheyAreWanted() {
        assertThat(render(SMALLEST).kinds())
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "Service",
                        "Deployment",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "Pod",
                        "Job");
        assertThat(render(EVERYTHING).kinds())
                .contains("HorizontalPodAutoscaler", "Ingress", "ServiceMonitor", "PrometheusRule");
        assertThat(render("nothing-optional").kinds()).containsExactlyInAnyOrder("Service", "Deployment", "Pod");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALLEST, EVERYTHING, "nothing-optional"})
    void noContainerMayDoMoreThanItNeeds(String values) {
        List<PodSpec> pods = pods(render(values));

        assertThat(pods.size()).isGreaterThan(1);
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).isNotEmpty().allSatisfy(container -> {
                SecurityContext security = container.getSecurityContext();
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
            assertThat(pod.getVolumes().stream().map(Volume::getHostPath)).allMatch(Objects::isNull);
        });
    }

    private static List<PodSpec> pods(RenderedChart chart) {
        List<PodSpec> pods = new ArrayList<>();
        for (Object object : chart.typed()) {
            if (object instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate().getSpec());
            } else if (object instanceof Job job) {
                pods.add(job.getSpec().getTemplate().getSpec());
            } else if (object instanceof Pod pod) {
                pods.add(pod.getSpec());
            }
        }
        return pods;
    }

    @Test
    void threeProbesAskAddressesThatNeedNoToken() {
        Container service = service(render(SMALLEST));

        assertThat(path(service.getStartupProbe())).isEqualTo("/actuator/health/liveness");
        assertThat(path(service.getLivenessProbe())).isEqualTo("/actuator/health/liveness");
        assertThat(path(service.getReadinessProbe())).isEqualTo("/actuator/health/readiness");
        assertThat(service.getStartupProbe().getPeriodSeconds()
                        * service.getStartupProbe().getFailureThreshold())
                .as("A start may wait half a minute for the log")
                .isGreaterThanOrEqualTo(60);
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    @ParameterizedTest
    @CsvSource({"smallest, 10", "everything, 25"})
    void aPodThatStopsHasTimeToDrainAndToEndItsRequests(String values, int drain) {
        Deployment deployment = render(values).get(Deployment.class);
        Container service = service(render(values));
        Probe readiness = service.getReadinessProbe();

        assertThat(variable(service, "ENTITLEMENT_SHUTDOWN_DRAIN")).isEqualTo(drain + "s");
        assertThat(readiness.getPeriodSeconds() * readiness.getFailureThreshold())
                .as("Kubernetes notices during the drain")
                .isLessThan(drain);
        assertThat(deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThan(drain + 30);
        assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
    }

    @Test
    void secretsAreFilesAndNeverVariables() {
        RenderedChart chart = render(EVERYTHING);
        Container service = service(chart);
        PodSpec pod = chart.get(Deployment.class).getSpec().getTemplate().getSpec();

        assertThat(service.getEnv())
                .allSatisfy(variable -> assertThat(variable.getValueFrom()).isNull());
        assertThat(service.getEnvFrom()).isEmpty();
        assertThat(variable(service, "SPRING_CONFIG_IMPORT"))
                .isEqualTo("configtree:/etc/support-entitlements/database/,"
                        + "file:/etc/support-entitlements/tokens/tokens.properties");
        Volume database = volume(pod, "database");
        assertThat(database.getSecret().getSecretName()).isEqualTo("entitlements-app");
        assertThat(database.getSecret().getItems())
                .extracting(item -> item.getKey() + " " + item.getPath())
                .containsExactly("user spring.datasource.username", "secret spring.datasource.password");
        assertThat(volume(pod, "tokens").getSecret().getSecretName()).isEqualTo("entitlements-tokens");
    }

    @Test
    void everyVolumeIsMountedAndEveryMountHasItsVolume() {
        PodSpec pod =
                render(EVERYTHING).get(Deployment.class).getSpec().getTemplate().getSpec();

        assertThat(pod.getContainers().get(0).getVolumeMounts())
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(
                        pod.getVolumes().stream().map(Volume::getName).toList());
    }

    @Test
    void settingsReachTheServiceByTheirNames() {
        assertThat(variable(service(render(EVERYTHING)), "SPRING_APPLICATION_JSON"))
                .isEqualTo("{\"entitlement.impact.check-limit\":\"30s\",\"entitlement.security.four-eyes\":true}");
    }

    @Test
    void theRulesAreThoseOfTheLogUnlessAConfigMapHasThem() {
        assertThat(variable(service(render(SMALLEST)), "ENTITLEMENT_RULES_DIRECTORY"))
                .isEmpty();
        assertThat(variable(service(render(EVERYTHING)), "ENTITLEMENT_RULES_DIRECTORY"))
                .isEqualTo("/etc/support-entitlements/rules");
        assertThat(variable(service(render("nothing-optional")), "ENTITLEMENT_RULES_FIRSTRELEASE"))
                .isEqualTo("/etc/support-entitlements/first-release");
    }

    @Test
    void whatSelectsThePodsOfTheServiceSelectsNoPodsOfHooks() {
        RenderedChart chart = render(EVERYTHING);
        Deployment deployment = chart.get(Deployment.class);
        Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();

        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).containsAllEntriesOf(selector);
        assertThat(chart.get(Service.class).getSpec().getSelector()).isEqualTo(selector);
        assertThat(chart.get(PodDisruptionBudget.class).getSpec().getSelector())
                .extracting(LabelSelector::getMatchLabels)
                .isEqualTo(selector);
        assertThat(chart.get(NetworkPolicy.class).getSpec().getPodSelector())
                .extracting(LabelSelector::getMatchLabels)
                .isEqualTo(selector);
        assertThat(chart.get(Pod.class).getMetadata().getLabels())
                .doesNotContainEntry("app.kubernetes.io/component", selector.get("app.kubernetes.io/component"));
    }

    @Test
    void tablesAreMigratedByAJobBeforePodsThatMayNotMigrate() {
        RenderedChart chart = render(SMALLEST);
        Job job = chart.get(Job.class);
        Container migration =
                job.getSpec().getTemplate().getSpec().getContainers().get(0);

        assertThat(job.getMetadata().getAnnotations()).containsEntry(RenderedChart.HOOK, "pre-install,pre-upgrade");
        assertThat(migration.getArgs()).containsExactly("migrate");
        assertThat(migration.getImage()).isEqualTo(service(chart).getImage());
        assertThat(service(chart).getEnv()).containsAll(migration.getEnv());
        assertThat(variable(service(chart), "ENTITLEMENT_DATABASE_MIGRATE")).isEqualTo("false");
        assertThat(variable(service(render("nothing-optional")), "ENTITLEMENT_DATABASE_MIGRATE"))
                .isEqualTo("true");
    }

    @Test
    void theAlertsAreThoseOfPrometheus() throws IOException {
        Map<String, Object> alerts = new Yaml().load(Files.readString(Path.of("src/main/prometheus/alerts.yml")));

        assertThat(render(EVERYTHING).get("PrometheusRule")).containsEntry("spec", alerts);
        assertThat(render(EVERYTHING).get("ServiceMonitor"))
                .extracting("spec.jobLabel")
                .isEqualTo("app.kubernetes.io/name");
    }

    @Test
    void replicasAreSpreadOverZonesAndMachines() {
        assertThat(render(SMALLEST)
                        .get(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    }

    @Test
    void anAutoscalerDecidesTheNumberOfReplicas() {
        RenderedChart chart = render(EVERYTHING);

        assertThat(chart.get(Deployment.class).getSpec().getReplicas()).isNull();
        assertThat(chart.get(HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo(chart.get(Deployment.class).getMetadata().getName());
        assertThat(render(SMALLEST).get(Deployment.class).getSpec().getReplicas())
                .isEqualTo(3);
    }

    @Test
    void theNetworkIsOpenToTheDatabaseAtThePortsOfItsAddressAndToTheIssuer() {
        assertThat(egressPorts(SMALLEST)).containsExactly(53, 53, 5432);
        assertThat(egressPorts(EVERYTHING)).containsExactly(53, 53, 5433, 5434, 5432, 443, 8443);
        assertThat(render(EVERYTHING)
                        .get(NetworkPolicy.class)
                        .getSpec()
                        .getIngress()
                        .get(0)
                        .getFrom())
                .hasSize(1);
    }

    private static List<Integer> egressPorts(String values) {
        return render(values).get(NetworkPolicy.class).getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .map(IntOrString::getIntVal)
                .toList();
    }

    @Test
    void theIngressAndTheTestLeadToTheService() {
        RenderedChart chart = render(EVERYTHING);
        String name = chart.get(Service.class).getMetadata().getName();

        assertThat(chart.get(Ingress.class)
                        .getSpec()
                        .getRules()
                        .get(0)
                        .getHttp()
                        .getPaths()
                        .get(0)
                        .getBackend()
                        .getService()
                        .getName())
                .isEqualTo(name);
        assertThat(chart.get(Pod.class).getSpec().getContainers().get(0).getCommand())
                .contains("http://" + name + ":8443/v1/vocabulary");
    }

    @Test
    void prometheusReadsTheMetricsWithAToken() {
        assertThat(render(EVERYTHING).get("ServiceMonitor"))
                .extracting("spec.endpoints")
                .asString()
                .contains("path=/actuator/prometheus", "name=entitlements-monitor, key=token");
    }

    @Test
    void theImageIsThatOfTheVersionOrOfADigest() throws IOException {
        assertThat(service(render(SMALLEST)).getImage()).isEqualTo("support-entitlements:" + versionOfThePom());
        assertThat(service(render(EVERYTHING)).getImage())
                .startsWith("registry.example.com/support/support-entitlements@sha256:");
    }

    static String versionOfThePom() throws IOException {
        return Files.readString(Path.of("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>support-entitlements</artifactId>\\s*<version>([^<]+)<.*", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "database.url, '', database.url is missing",
        "database.url, jdbc:mysql://host/name, database",
        "database.existingSecret, '', database.existingSecret is missing",
        "tokens.existingSecret, '', tokens.existingSecret and issuer.uri are missing",
        "issuer.uri, https://issuer.example.com, issuer.audiences is missing",
        "ingress.enabled, true, ingress.host is missing",
        "serviceMonitor.enabled, true, serviceMonitor.tokenSecret is missing",
        "replicas, 4, replicas",
        "image.digest, latest, digest",
        "migration.activeDeadlineSeconds, 0, activeDeadlineSeconds",
        "settings.management\\.server\\.port, 9090, settings may not have management.server.port"
    })
    void aWrongValueIsRefusedByItsName(String name, String value, String message) {
        assertThatThrownBy(() -> RenderedChart.of(RenderedChart.values(SMALLEST), Map.of(name, value)))
                .hasMessageContaining(message);
    }

    private static Container service(RenderedChart chart) {
        return chart.get(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static String variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .map(value -> Objects.requireNonNullElse(value, ""))
                .findFirst()
                .orElseThrow();
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
