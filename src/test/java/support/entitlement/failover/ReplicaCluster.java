package support.entitlement.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import support.entitlement.EditedTables;
import support.entitlement.HaproxyProcess;
import support.entitlement.ServiceProcess;
import support.entitlement.ServiceProcess.DiedException;
import support.entitlement.security.AccessToken;

/** Three replicas behind HAProxy, on a PostgreSQL with a standby server. */
final class ReplicaCluster implements AutoCloseable {

    private static final int REPLICAS = 3;

    private final Path folder;
    private final AccessToken token = AccessToken.generateToken();
    private final List<Integer> ports =
            Stream.generate(HaproxyProcess::findFreePort).limit(REPLICAS).toList();
    private final HaproxyProcess proxy;
    private final ReplicatedPostgres postgres;
    private final List<ServiceProcess> replicas = new ArrayList<>();

    /** Starts all, and waits until the proxy finds the replicas ready. */
    ReplicaCluster(Path folder) throws IOException {
        this.folder = folder;
        this.proxy = new HaproxyProcess(folder, ports);
        this.postgres = new ReplicatedPostgres(folder);
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        List<CompletableFuture<ServiceProcess>> starting = Stream.iterate(0, number -> number + 1)
                .limit(REPLICAS)
                .map(number -> CompletableFuture.supplyAsync(() -> start(number)))
                .toList();
        starting.forEach(each -> replicas.add(each.join()));
        proxy.awaitReady(REPLICAS);
    }

    private ServiceProcess start(int number) {
        try {
            return ServiceProcess.start(
                    folder,
                    List.of(
                            "--server.port=" + ports.get(number),
                            "--spring.datasource.url=" + postgres.url(),
                            "--entitlement.releases.memory=" + folder.resolve("memory-" + number),
                            "--entitlement.rules.directory=",
                            "--entitlement.rules.first-release=" + folder.resolve("rules"),
                            "--entitlement.shutdown.drain=3s",
                            "--entitlement.security.tokens[0].name=ana",
                            "--entitlement.security.tokens[0].hash=" + token.hash(),
                            "--entitlement.security.tokens[0].roles=publisher,contracts,usage"));
        } catch (DiedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops a replica as an operator does, starts another in its place, and waits until the proxy finds it ready. */
    void restart(int number) {
        replicas.get(number).close();
        replicas.set(number, start(number));
        proxy.awaitReady(REPLICAS);
    }

    List<ServiceProcess> replicas() {
        return replicas;
    }

    HaproxyProcess proxy() {
        return proxy;
    }

    ReplicatedPostgres postgres() {
        return postgres;
    }

    /** Returns the token of somebody who may publish, store contracts and book. */
    AccessToken token() {
        return token;
    }

    @Override
    public void close() throws IOException {
        replicas.forEach(ServiceProcess::kill);
        proxy.close();
        postgres.close();
    }
}
