package support.entitlement.web.documentation;

/** A request and its answer, as they went over the wire. */
public record Exchange(
        String method, String path, String requestType, String request, int status, String answerType, String answer) {}
