package support.entitlement;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A way to a TCP server of this machine that can fail as networks do. It can stall, as a host that vanishes with its sockets open does:
 * connections are accepted, and bytes are held back until it goes on. It can be slow, cut all connections, and lead to another server.
 * Where no server listens, connections are closed at once.
 */
public final class FaultyProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile int target;
    private volatile long delayMillis;
    private boolean stalled;

    /**
     * Opens a way to a server.
     *
     * @param target the port of the server
     */
    public FaultyProxy(int target) throws IOException {
        this.target = target;
        startThread(this::acceptAll);
    }

    /** Returns the port on which it accepts connections. */
    public int port() {
        return server.getLocalPort();
    }

    /** Holds all bytes back until it resumes; connections stay open, and further ones are accepted. */
    public synchronized void stall() {
        stalled = true;
    }

    /** Ends a stall: what was held back arrives. */
    public synchronized void resume() {
        stalled = false;
        notifyAll();
    }

    /** Delays all that it forwards from now on, in either direction, by this time. */
    public void delay(Duration time) {
        delayMillis = time.toMillis();
    }

    /** Closes all connections. */
    public void cut() {
        for (Closeable each : open) {
            closeQuietly(each);
        }
        open.clear();
    }

    /** Cuts all connections, and leads further ones to another server. */
    public void leadTo(int another) {
        target = another;
        cut();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        resume();
    }

    private void acceptAll() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException e) {
            cut(); // It is closed.
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(upstream);
            startThread(() -> forward(client, upstream));
            startThread(() -> forward(upstream, client));
        } catch (IOException e) {
            closeQuietly(client); // The server is away.
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitTurn();
                out.write(buffer, 0, read);
            }
            awaitTurn();
        } catch (IOException e) {
            // One side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(from);
        closeQuietly(to);
        open.removeAll(List.of(from, to));
    }

    /** Waits for the delay and for the end of a stall. */
    private void awaitTurn() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(delayMillis);
        synchronized (this) {
            while (stalled) {
                wait();
            }
        }
    }

    private static void closeQuietly(Closeable each) {
        try {
            each.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }

    private static void startThread(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
