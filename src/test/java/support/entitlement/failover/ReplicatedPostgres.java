package support.entitlement.failover;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import support.entitlement.FaultyProxy;
import support.entitlement.KillablePostgres;

/**
 * A PostgreSQL and its streaming standby server. Services reach either by a proxy of its own, and the standby reaches its primary by a
 * third one.
 */
final class ReplicatedPostgres implements AutoCloseable {

    private static final String SERVICE = "entitlement";

    private final Path folder;
    private final FaultyProxy replication;
    private KillablePostgres primary;
    private KillablePostgres standby;
    private FaultyProxy wayToPrimary;
    private FaultyProxy wayToStandby;
    private int copies;

    ReplicatedPostgres(Path folder) throws IOException {
        this.folder = folder;
        this.primary = new KillablePostgres(folder.resolve("postgres"));
        primary.execute("CREATE ROLE " + SERVICE + " LOGIN", "CREATE DATABASE " + SERVICE + " OWNER " + SERVICE);
        this.replication = new FaultyProxy(primary.port());
        this.standby = copyPrimary();
        this.wayToPrimary = new FaultyProxy(primary.port());
        this.wayToStandby = new FaultyProxy(standby.port());
    }

    private KillablePostgres copyPrimary() {
        copies++;
        return primary.startStandby(folder.resolve("postgres-copy-" + copies), replication.port());
    }

    /** Returns the address of the database on both hosts. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + wayToPrimary.port() + ",127.0.0.1:" + wayToStandby.port() + "/"
                + SERVICE + "?user=" + SERVICE + "&targetServerType=primary";
    }

    /** Returns the way by which services reach the primary. */
    FaultyProxy wayToPrimary() {
        return wayToPrimary;
    }

    /** Commits wait from now on until the standby has them, too. */
    void replicateSynchronously() {
        primary.execute(
                "ALTER SYSTEM SET synchronous_standby_names = '" + KillablePostgres.STANDBY + "'",
                "SELECT pg_reload_conf()");
        await().until(() -> primary.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                .equals("1"));
    }

    /** Makes the primary accept only reading transactions, or accept changes again. */
    void setReadOnly(boolean readOnly) {
        primary.execute(
                "ALTER SYSTEM SET default_transaction_read_only = " + (readOnly ? "on" : "off"),
                "SELECT pg_reload_conf()");
    }

    /** Refuses the role of the service and ends its sessions, or accepts it again. */
    void setRefusing(boolean refusing) {
        primary.execute("ALTER ROLE " + SERVICE + (refusing ? " NOLOGIN" : " LOGIN"));
        if (refusing) {
            primary.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + SERVICE + "'");
        }
    }

    /** Kills the primary, and promotes the standby with what has reached it. */
    void failOver() throws IOException {
        primary.kill();
        primary.close();
        replication.cut();
        standby.promote();
        primary = standby;
        FaultyProxy former = wayToPrimary;
        wayToPrimary = wayToStandby;
        wayToStandby = former;
    }

    /** Starts a standby in the place of the server that was killed. */
    void replaceStandby() throws IOException {
        replication.leadTo(primary.port());
        replication.resume();
        standby = copyPrimary();
        wayToStandby.leadTo(standby.port());
    }

    /** Cuts the standby off. */
    void stallReplication() {
        replication.stall();
    }

    /** Cuts the standby off, once it has all that the primary has. */
    void stallReplicationOnceComplete() {
        String end = primary.ask("SELECT pg_current_wal_flush_lsn()");
        await().until(() ->
                standby.ask("SELECT pg_last_wal_replay_lsn() >= '" + end + "'").equals("t"));
        replication.stall();
    }

    @Override
    public void close() throws IOException {
        replication.close();
        wayToPrimary.close();
        wayToStandby.close();
        standby.close();
        if (primary != standby) {
            primary.close();
        }
    }
}
