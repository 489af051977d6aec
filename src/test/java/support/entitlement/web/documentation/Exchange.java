package support.entitlement.web.documentation;

/** A request and its answer, as sent over the network. */
public record Exchange(
        String method, String path, String requestType, String request, int status, String answerType, String answer) {}
