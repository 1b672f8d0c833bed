package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.lab.Sites;
import dev.slipway.lab.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the requests of a recording in a datacenter of the lab whose clock stands, and says where it answers differently. */
final class Replay {
    private static final Pattern UPID =
            Pattern.compile("UPID:[^:]*:[0-9A-F]+:[0-9A-F]+:[0-9A-F]+:([^:]*):([^:]*):[^:]*:");
    private static final Pattern TASK = Pattern.compile("200 task (\\S+) (\\S+): (.*)", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("/access/users/[^/]+/token/[^/]+");

    private final Lab lab;
    private final Api api;
    private final Node node;
    private final Map<String, Map<String, String>> headers = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private String task = "";

    Replay(Lab lab, Placement placement, String secret) {
        this.lab = lab;
        var in = new Datacenter(Sites.of(lab, placement));
        this.api = new Api(in);
        this.node = in.nodes().iterator().next();
        in.resume();
        headers.put("", Map.of("authorization", "PVEAPIToken=root@pam!lab=" + secret));
        headers.put("-", Map.of());
        headers.put("badticket", Map.of("cookie", "PVEAuthCookie=PVE:root@pam:12345678::abc"));
    }

    /** The differences, each under its request; the second and later ones of a request have a number. */
    Map<String, List<String>> differences(Recording recording) {
        var all = new LinkedHashMap<String, List<String>>();
        boolean behind = false;
        for (Recording.Step step : recording.steps()) {
            if (step.method().equals("@behind")) {
                behind = !step.path().startsWith("un") && !step.path().startsWith("allow");
            } else if (step.method().equals("@wait")) {
                lab.clock().move(Duration.ofSeconds(Long.parseLong(step.path())));
            } else if (!behind && !step.answer().isEmpty()) {
                List<String> differences = step.method().equals("@ticket") ? ticket(step) : asked(step);
                int times = seen.merge(step.text(), 1, Integer::sum);
                if (!differences.isEmpty()) {
                    all.put(step.text() + (times > 1 ? " #" + times : ""), differences);
                }
            }
        }
        return all;
    }

    private List<String> ticket(Recording.Step step) {
        String[] by = step.form().get(0).split(" ", -1);
        Reply reply = send("-", "POST", "/access/ticket", form(List.of("username=" + by[0], "password=" + by[1])), "");
        if (reply.status() == 200 && Json.object(reply.body()).get("data") instanceof Map<?, ?> data) {
            String cookie = "PVEAuthCookie=" + URLEncoder.encode((String) data.get("ticket"), StandardCharsets.UTF_8);
            headers.put(step.path(), Map.of("cookie", cookie, "csrfpreventiontoken", (String)
                    data.get("CSRFPreventionToken")));
            headers.put("nocsrf", Map.of("cookie", cookie));
            headers.put("badcsrf", Map.of("cookie", cookie, "csrfpreventiontoken", "12345678:abc"));
        }
        return compared(step, reply);
    }

    private List<String> asked(Recording.Step step) {
        String path = step.path().replace("~task", task);
        Reply reply = step.method().equals("UPLOAD")
                ? upload(step.who(), path, step.form())
                : send(step.who(), step.method(), path, form(step.form()), "");
        if (reply.status() == 200
                && TOKEN.matcher(path).matches()
                && Json.object(reply.body()).get("data") instanceof Map<?, ?> made
                && made.get("value") instanceof String value) {
            headers.put(
                    (String) made.get("full-tokenid"),
                    Map.of("authorization", "PVEAPIToken=" + made.get("full-tokenid") + "=" + value));
        }
        return compared(step, reply);
    }

    private List<String> compared(Recording.Step step, Reply reply) {
        String recorded = step.answer();
        Map<String, ?> body = Json.object(reply.body());
        String here = reply.status() + " " + reply.reason();
        Matcher begun = UPID.matcher(String.valueOf(body.get("data")));
        if (reply.status() == 200 && begun.matches()) {
            task = begun.group();
            here = "200 task " + begun.group(1) + " " + (begun.group(2).isEmpty() ? "-" : begun.group(2)) + ": "
                    + over();
        } else if (reply.status() == 200) {
            here = "200 " + Json.text(body.get("data"));
            if (!TASK.matcher(recorded).matches() && recorded.startsWith("200 ")) {
                return Likeness.differences(Json.read(recorded.substring(4)), body.get("data"));
            }
        } else if (body.get("errors") instanceof Map<?, ?> errors) {
            here = reply.status() + " " + Json.text(errors);
            if (recorded.startsWith(reply.status() + " {")) {
                return Likeness.differences(Json.read(recorded.substring(4)), stripped(errors));
            }
        }
        String unfolded = recorded.replace("\\n", "\n");
        if (unfolded.contains("\n") && reply.status() != 200) {
            here = reply.status() + " " + String.valueOf(body.get("message")).strip();
        }
        return Likeness.isLike(unfolded, here) ? List.of() : List.of("is " + recorded + ", in the lab " + here);
    }

    private static Map<String, String> stripped(Map<?, ?> errors) {
        var stripped = new LinkedHashMap<String, String>();
        errors.forEach(
                (name, why) -> stripped.put((String) name, String.valueOf(why).strip()));
        return stripped;
    }

    /** How the task ends. */
    private String over() {
        for (int i = 0; i < 500; i++) {
            Map<String, ?> body =
                    Json.object(send("", "GET", "/nodes/" + node.name() + "/tasks/" + task + "/status", "", "")
                            .body());
            if (body.get("data") instanceof Map<?, ?> status && "stopped".equals(status.get("status"))) {
                return String.valueOf(status.get("exitstatus"));
            }
            lab.clock()
                    .move(lab.clock().due().filter(due -> due.toMillis() < 1000).orElse(Duration.ofSeconds(1)));
        }
        return "not over";
    }

    private Reply upload(String who, String path, List<String> form) {
        var fields = new LinkedHashMap<String, String>();
        form.forEach(part -> fields.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1)));
        int bytes = Integer.parseInt(Objects.requireNonNull(fields.remove("bytes")));
        String name = fields.remove("filename");
        var text = new StringBuilder();
        fields.forEach((field, value) ->
                text.append("--x\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n"));
        text.append("--x\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .append("x".repeat(bytes))
                .append("\r\n--x--\r\n");
        return send(who, "POST", path, text.toString(), "multipart/form-data; boundary=x");
    }

    private static String form(List<String> form) {
        var parts = new ArrayList<String>();
        for (String part : form) {
            int equals = part.indexOf('=');
            parts.add(part.substring(0, equals + 1)
                    + URLEncoder.encode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return String.join("&", parts);
    }

    private Reply send(String who, String method, String path, String form, String type) {
        boolean writes = method.equals("POST") || method.equals("PUT");
        var with = new HashMap<>(headers.getOrDefault(who, Map.of("authorization", "PVEAPIToken=" + who)));
        if (writes) {
            with.put("content-type", type.isEmpty() ? "application/x-www-form-urlencoded" : type);
        }
        var ask = new HttpRequest(
                method,
                Form.decoded("/api2/json" + path),
                writes ? "" : form,
                with,
                (writes ? form : "").getBytes(StandardCharsets.UTF_8));
        CompletableFuture<Optional<Reply>> answer = CompletableFuture.supplyAsync(() -> api.answer(node, ask));
        while (true) {
            try {
                return answer.get(20, TimeUnit.MILLISECONDS).orElseThrow();
            } catch (TimeoutException e) {
                lab.clock().due().ifPresent(due -> lab.clock().move(due));
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(ask.method() + " " + ask.path(), e);
            }
        }
    }
}
