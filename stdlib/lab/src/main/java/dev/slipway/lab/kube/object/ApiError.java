package dev.slipway.lab.kube.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A request that is refused, with the status that says why (kubernetes/apimachinery: pkg/api/errors/errors.go). */
public class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final transient Map<String, Object> details;

    public ApiError(int code, String reason, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The object that a client reads. */
    public Map<String, Object> status() {
        var status = Tree.of("kind", "Status", "apiVersion", "v1", "metadata", Tree.of(), "status", "Failure");
        status.put("message", message());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.containsKey("none")) {
            status.put("details", details);
        }
        status.put("code", code);
        return status;
    }

    private static Map<String, Object> none() {
        return Tree.of("none", true);
    }

    private static Map<String, Object> about(GroupName resource, String name) {
        var details = new LinkedHashMap<String, Object>();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!resource.group().isEmpty()) {
            details.put("group", resource.group());
        }
        if (!resource.name().isEmpty()) {
            details.put("kind", resource.name());
        }
        return details;
    }

    public static ApiError notFound(GroupName resource, String name) {
        return new ApiError(
                404, "NotFound", resource.text() + " " + GoText.quoted(name) + " not found", about(resource, name));
    }

    public static ApiError noResource() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource", Tree.of());
    }

    public static ApiError noMethod() {
        return new ApiError(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Tree.of());
    }

    public static ApiError alreadyExists(GroupName resource, String name) {
        return new ApiError(
                409,
                "AlreadyExists",
                resource.text() + " " + GoText.quoted(name) + " already exists",
                about(resource, name));
    }

    public static ApiError conflict(GroupName resource, String name, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource.text() + " " + GoText.quoted(name) + ": " + why,
                about(resource, name));
    }

    public static ApiError modified(GroupName resource, String name) {
        return conflict(
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static ApiError forbidden(GroupName resource, String name, String why) {
        String what = resource.name().isEmpty()
                ? "forbidden: " + why
                : resource.text() + (name.isEmpty() ? "" : " " + GoText.quoted(name)) + " is forbidden: " + why;
        return new ApiError(403, "Forbidden", what, resource.name().isEmpty() ? Tree.of() : about(resource, name));
    }

    public static ApiError badRequest(String why) {
        return new ApiError(400, "BadRequest", why, none());
    }

    public static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized", none());
    }

    public static ApiError expired(String why) {
        return new ApiError(410, "Expired", why, none());
    }

    public static ApiError internal(String why) {
        return new ApiError(
                500,
                "InternalError",
                "Internal error occurred: " + why,
                Tree.of("causes", List.of(Tree.of("message", why))));
    }

    public static ApiError unsupportedMedia(String why) {
        return new ApiError(415, "UnsupportedMediaType", why, none());
    }

    public static ApiError tooManyRequests(String why, List<Object> causes) {
        return new ApiError(429, "TooManyRequests", why, causes.isEmpty() ? Tree.of() : Tree.of("causes", causes));
    }

    /** All that is wrong with an object, once each. */
    public static ApiError invalid(GroupName kind, String name, List<FieldError> errors) {
        var texts = new LinkedHashSet<String>();
        var causes = new ArrayList<Object>();
        for (FieldError error : errors) {
            texts.add(error.text());
            causes.add(Tree.of("reason", error.reason(), "message", error.message(), "field", error.field()));
        }
        String all = texts.size() == 1 ? texts.iterator().next() : "[" + String.join(", ", texts) + "]";
        var details = about(kind, name);
        details.put("causes", causes);
        return new ApiError(422, "Invalid", kind.text() + " " + GoText.quoted(name) + " is invalid: " + all, details);
    }
}
