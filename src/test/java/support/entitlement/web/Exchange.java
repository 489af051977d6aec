package support.entitlement.web;

/** A request and its answer, as they went over the wire. */
record Exchange(
        String method, String path, String requestType, String request, int status, String answerType, String answer) {}
