package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is going on, and how it went. */
final class TaskLists {
    private TaskLists() {}

    static void routes(Routes routes) {
        routes.on("GET", "/cluster/tasks", TaskLists::recent)
                .on("GET", "/nodes/{node}/tasks", TaskLists::list)
                .on("GET", "/nodes/{node}/tasks/{upid}/status", TaskLists::status)
                .on("GET", "/nodes/{node}/tasks/{upid}/log", TaskLists::log)
                .does("DELETE", "/nodes/{node}/tasks/{upid}", TaskLists::stop);
    }

    private static Map<String, Object> row(Task task) {
        var row = new LinkedHashMap<String, Object>();
        row.put("upid", task.upid());
        row.put("node", task.node());
        row.put("type", task.type());
        row.put("id", task.id());
        owner(row, task);
        row.put("pid", task.pid());
        row.put("pstart", task.pid() * 100);
        row.put("starttime", task.start() / 1000);
        return row;
    }

    /** A token is shown apart from its user: {@code convert_token_task}. */
    private static void owner(Map<String, Object> row, Task task) {
        int mark = task.user().indexOf('!');
        row.put("user", mark < 0 ? task.user() : task.user().substring(0, mark));
        if (mark >= 0) {
            row.put("tokenid", task.user().substring(mark + 1));
        }
    }

    private static Map<String, Object> listed(Task task) {
        var row = row(task);
        if (!task.isRunning()) {
            row.put("endtime", task.end() / 1000);
            row.put("status", task.exit());
        }
        return row;
    }

    private static List<Task> seen(ApiCall call, Node node) {
        boolean all = call.may("/nodes/" + node.name(), "Sys.Audit");
        return latest(node).filter(task -> all || owns(call, task)).toList();
    }

    private static Stream<Task> latest(Node node) {
        return node.tasks.values().stream()
                .sorted(Comparator.comparingLong(Task::start)
                        .thenComparing(Task::pid)
                        .reversed());
    }

    private static boolean isBy(Identity who, Task task) {
        return task.user().replaceFirst("!.*", "").equals(who.name());
    }

    private static boolean owns(ApiCall call, Task task) {
        return task.user().equals(call.by().name())
                || task.user().startsWith(call.by().user() + "!")
                        && call.by().token().isEmpty();
    }

    /** Whoever may not see all sees his own, and a token sees none: pve-manager PVE/API2/Cluster.pm tasks. */
    private static Object recent(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        boolean all = call.may("/", "Sys.Audit");
        for (Node node : call.in().nodesOf(call.cluster())) {
            latest(node).limit(25).filter(task -> all || isBy(call.by(), task)).forEach(task -> {
                var row = listed(task);
                row.keySet().removeAll(List.of("pid", "pstart"));
                row.put("saved", task.isRunning() ? "0" : "1");
                rows.add(row);
            });
        }
        return rows;
    }

    private static Object list(ApiCall call) {
        String source = call.text("source", "archive");
        List<Map<String, Object>> rows = seen(call, call.node()).stream()
                .filter(task -> source.equals("all") || task.isRunning() == source.equals("active"))
                .filter(task -> !call.has("vmid") || task.id().equals(call.text("vmid")))
                .filter(task -> !call.has("typefilter") || task.type().equals(call.text("typefilter")))
                .filter(task -> !call.has("userfilter") || task.user().contains(call.text("userfilter")))
                .filter(task -> task.start() / 1000 >= call.number("since", 0))
                .filter(task -> task.start() / 1000 <= call.number("until", Long.MAX_VALUE))
                .filter(task -> !call.truth("errors", false)
                        || !(task.isRunning() || task.exit().equals("OK")))
                .map(TaskLists::listed)
                .toList();
        call.beside().put("total", rows.size());
        return rows.stream()
                .skip(call.number("start", 0))
                .limit(call.number("limit", 50))
                .toList();
    }

    private static String upid(ApiCall call) {
        String upid = call.text("upid");
        if (!upid.matches("UPID:[^:/ ]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:/ ]+:[^:/ ]*:[^:/ ]+:")) {
            throw ApiException.parameter("upid", "unable to parse worker upid");
        }
        return upid;
    }

    private static Task task(ApiCall call) {
        String upid = upid(call);
        Task task = call.node().tasks.get(upid).orElseThrow(() -> ApiException.parameter("upid", "no such task"));
        if (!owns(call, task)) {
            call.check("/nodes/" + call.node().name(), "Sys.Audit");
        }
        return task;
    }

    private static Object status(ApiCall call) {
        Task task = task(call);
        var row = row(task);
        row.put("status", task.isRunning() ? "running" : "stopped");
        if (!task.isRunning()) {
            row.put("exitstatus", task.exit());
        }
        return row;
    }

    /** The log of a task that is not there is one line: {@code dump_logfile}, pve-common src/PVE/Tools.pm. */
    private static Object log(ApiCall call) {
        if (!call.node().tasks.has(upid(call))) {
            call.beside().put("total", 1);
            return List.of(Map.of("n", 1, "t", "unable to open file - No such file or directory"));
        }
        Task task = task(call);
        long start = call.number("start", 0);
        long limit = call.number("limit", 50);
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < task.log().size(); i++) {
            if (i >= start && (limit == 0 || i < start + limit)) {
                var row = new LinkedHashMap<String, Object>();
                row.put("n", i + 1);
                row.put("t", task.log().get(i));
                rows.add(row);
            }
        }
        call.beside().put("total", task.log().size());
        return task.log().isEmpty() ? List.of(Map.of("n", 1, "t", "no content")) : rows;
    }

    private static void stop(ApiCall call) {
        Task task = task(call);
        if (!owns(call, task)) {
            call.check("/nodes/" + call.node().name(), "Sys.Modify");
        }
        call.in().tasks().stop(call.node(), task);
    }
}
