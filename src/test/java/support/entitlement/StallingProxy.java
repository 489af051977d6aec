package support.entitlement;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a TCP server that can stall, as a host that vanishes with its sockets open does: connections are accepted, and no byte is
 * forwarded any more. It can also cut all connections.
 */
public final class StallingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile boolean stalled;

    /**
     * Opens a way to a server of this machine.
     *
     * @param target the port of the server
     */
    public StallingProxy(int target) throws IOException {
        this.target = target;
        startThread(this::acceptAll);
    }

    /** Returns the port on which it accepts connections. */
    public int port() {
        return server.getLocalPort();
    }

    /** Forwards nothing any more; connections stay open, and further ones are accepted. */
    public void stall() {
        stalled = true;
    }

    /** Closes all connections. */
    public void cut() {
        for (Closeable each : open) {
            closeQuietly(each);
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, upstream));
                startThread(() -> forward(client, upstream));
                startThread(() -> forward(upstream, client));
            }
        } catch (IOException e) {
            cut(); // It is closed.
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!stalled) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has gone.
        }
        if (!stalled) {
            closeQuietly(from);
            closeQuietly(to);
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
