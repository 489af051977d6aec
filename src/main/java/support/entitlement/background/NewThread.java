package support.entitlement.background;

import java.util.concurrent.Executor;

/**
 * Runs each task in a new thread, which sees what the thread sees that starts it. Those of Java's common pool may have the class loader of the
 * system, as on Java 25, and then see no library within the jar. The process does not wait for the thread to end. Immutable.
 *
 * @param name the name of the threads
 */
public record NewThread(String name) implements Executor {

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
