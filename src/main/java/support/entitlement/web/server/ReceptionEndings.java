package support.entitlement.web.server;

import jakarta.servlet.AsyncContext;
import java.util.function.Consumer;

/**
 * Reactions to the ways in which the reception of a body can end.
 *
 * @param complete called when the whole body has arrived
 * @param tooSlow called after the time-out
 * @param endless called when far more than the limit has arrived
 * @param cutShort called when the client ends the body early or sends malformed chunks
 */
record ReceptionEndings(
        Consumer<AsyncContext> complete,
        Consumer<AsyncContext> tooSlow,
        Consumer<AsyncContext> endless,
        Consumer<AsyncContext> cutShort) {}
