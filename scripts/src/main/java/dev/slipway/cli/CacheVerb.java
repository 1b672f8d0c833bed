package dev.slipway.cli;

import dev.slipway.model.Printable;
import dev.slipway.project.UserDirectories;
import dev.slipway.store.CacheDirectory;
import dev.slipway.store.CacheLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows, checks and empties the cache of results; no script is needed. */
final class CacheVerb implements Verb {
    private static final Flag MAX_SIZE =
            Flag.one("--max-size", "SIZE", "For prune: the bytes to keep, such as 500M or 20G (default: 10G).");
    private static final Flag MAX_AGE = Flag.one(
            "--max-age", "AGE", "For prune: removes what was not used for so long, such as 12h or 30d (default: 90d).");
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.of(
                        "cache",
                        "Lists, verifies, prunes or clears the cached results of your projects.",
                        List.of(MAX_SIZE, MAX_AGE, JSON))
                .taking("list | verify | prune | clear", 0, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        String command = typed.operands().isEmpty() ? "list" : typed.operands().get(0);
        CacheLimits limits = limits(typed, command);
        var cache = new CacheDirectory(
                UserDirectories.of(host.console().environment()).results());
        var answer = new Answer(host.console(), typed.has(JSON));
        switch (command) {
            case "list" -> list(answer, cache);
            case "verify" -> {
                return verify(answer, cache);
            }
            case "prune" -> removed(answer, cache.prune(limits));
            case "clear" -> removed(answer, cache.clear());
            default ->
                throw ExitException.usage(
                        "unknown command 'cache " + Printable.line(command) + "'",
                        "it takes " + usage().operands(),
                        "see: slipway cache --help");
        }
        return Exit.DONE;
    }

    private static CacheLimits limits(ParsedArgs typed, String command) {
        if (!command.equals("prune") && (typed.has(MAX_SIZE) || typed.has(MAX_AGE))) {
            throw ExitException.usage(
                    "'cache " + Printable.line(command) + "' takes no limits",
                    MAX_SIZE.name() + " and " + MAX_AGE.name() + " say what prune keeps",
                    "write: slipway cache prune");
        }
        return new CacheLimits(
                typed.one(MAX_SIZE).map(Quantity::bytes).orElse(CacheLimits.DEFAULT.bytes()),
                typed.one(MAX_AGE).map(Quantity::age).orElse(CacheLimits.DEFAULT.age()));
    }

    private static void list(Answer answer, CacheDirectory cache) {
        List<CacheDirectory.Result> results = cache.list();
        long bytes = cache.bytes();
        if (answer.json()) {
            answer.object(Map.of(
                    "directory",
                    cache.root().toString(),
                    "bytes",
                    bytes,
                    "results",
                    results.stream().map(CacheVerb::json).toList()));
            return;
        }
        var table = new Table();
        Instant now = Instant.now();
        for (CacheDirectory.Result result : results) {
            table.row(
                    result.key().toString().substring(0, 12),
                    Quantity.ofBytes(result.bytes()),
                    Quantity.ofAge(Duration.between(result.used(), now)),
                    result.files().isEmpty() ? "(a value)" : Printable.line(String.join(" ", result.files())));
        }
        table.print(answer.console());
        answer.console()
                .say(results.size() + (results.size() == 1 ? " result, " : " results, ") + Quantity.ofBytes(bytes)
                        + " in " + cache.root());
    }

    private static Map<String, Object> json(CacheDirectory.Result result) {
        var object = new LinkedHashMap<String, Object>();
        object.put("key", result.key().toString());
        object.put("bytes", result.bytes());
        object.put("used", result.used().toString());
        object.put("files", result.files());
        return object;
    }

    private static int verify(Answer answer, CacheDirectory cache) {
        CacheDirectory.Verified found = cache.verify();
        var damaged = found.damaged().stream()
                .map(file -> cache.root().relativize(file).toString())
                .sorted()
                .toList();
        if (answer.json()) {
            answer.object(Map.of(
                    "results",
                    found.results(),
                    "files",
                    found.files(),
                    "bytes",
                    found.bytes(),
                    "damaged",
                    damaged,
                    "incomplete",
                    found.incomplete()));
        } else {
            damaged.forEach(file -> answer.console().say("damaged, removed: " + Printable.line(file)));
            answer.console()
                    .say("Verified " + found.results() + " results and " + found.files() + " files, "
                            + Quantity.ofBytes(found.bytes()) + ": " + damaged.size() + " damaged, "
                            + found.incomplete() + " incomplete.");
        }
        return damaged.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private static void removed(Answer answer, CacheDirectory.Pruned pruned) {
        if (answer.json()) {
            answer.object(Map.of("removed", pruned.files(), "freed", pruned.bytes(), "bytes", pruned.left()));
        } else {
            answer.console()
                    .say("Removed " + pruned.files() + " files, " + Quantity.ofBytes(pruned.bytes()) + "; "
                            + Quantity.ofBytes(pruned.left()) + " are left.");
        }
    }

    /** Where answers go, and in which form. */
    private record Answer(Console console, boolean json) {
        void object(Map<String, Object> members) {
            var object = new LinkedHashMap<String, Object>();
            object.put("v", 1);
            members.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> object.put(member.getKey(), member.getValue()));
            console.say(Json.of(object));
        }
    }
}
