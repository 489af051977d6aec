package support.entitlement.web.server;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Limits how many requests are processed at a time. Further ones wait in a queue without occupying a thread, and
 * continue in their order. Thread-safe.
 */
final class RequestPlaces {

    private static final int MAX_WAITING = 1_000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final int most;
    private final Semaphore places;
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private final Queue<WaitingRequest> queue = new ConcurrentLinkedQueue<>();

    RequestPlaces(int places) {
        this.most = places;
        this.places = new Semaphore(places);
    }

    /** Returns how many requests are processed at a time at most. */
    int countPlaces() {
        return most;
    }

    /** Returns how many requests are being processed. */
    int countTaken() {
        return most - places.availablePermits();
    }

    /** Returns how many requests wait for a place. */
    int countWaiting() {
        return MAX_WAITING - room.availablePermits();
    }

    /** Takes a place if one is free. Give it back exactly once. */
    boolean takePlace() {
        return places.tryAcquire();
    }

    /** Gives a place back. The first waiting request gets it and is dispatched again. */
    void giveBackPlace() {
        WaitingRequest next = queue.poll();
        while (next != null && !next.dispatchAgain()) {
            next = queue.poll();
        }
        if (next == null) {
            places.release();
        }
    }

    /** Takes room in the queue if there is some. The room is given back when the wait is over. */
    boolean takeRoomToWait() {
        return room.tryAcquire();
    }

    /**
     * Lets a request wait in the room that was taken for it.
     *
     * @param tooLong called instead of a dispatch when the request has waited too long
     */
    void queueRequest(AsyncContext context, Consumer<AsyncContext> tooLong) {
        WaitingRequest waiting = new WaitingRequest(context, tooLong);
        context.setTimeout(MAX_WAIT.toMillis());
        context.addListener(waiting);
        queue.add(waiting);
        if (takePlace()) { // It may have been given back before this request was queued.
            giveBackPlace();
        }
    }

    /** A request in the queue. */
    private final class WaitingRequest implements AsyncListener {

        private final AsyncContext context;
        private final Consumer<AsyncContext> tooLong;
        private final AtomicBoolean over = new AtomicBoolean();

        WaitingRequest(AsyncContext context, Consumer<AsyncContext> tooLong) {
            this.context = context;
            this.tooLong = tooLong;
        }

        /** Dispatches the request again; returns false if it waits no longer, or its client has disconnected. */
        boolean dispatchAgain() {
            if (!endWait()) {
                return false;
            }
            try {
                context.dispatch();
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }

        private boolean endWait() {
            boolean ended = over.compareAndSet(false, true);
            if (ended) {
                room.release();
            }
            return ended;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            if (endWait()) {
                queue.remove(this);
                tooLong.accept(context);
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            if (endWait()) {
                queue.remove(this);
                context.complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            endWait();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
