package dev.slipway.cli;

import dev.slipway.model.Printable;
import dev.slipway.project.UserDirectories;
import dev.slipway.vault.IdentityFile;
import dev.slipway.vault.Recipient;
import dev.slipway.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps secrets in a file that may be committed. Values come from the input, never from the command line. */
final class VaultVerb implements Verb {
    private static final Flag RECIPIENT = Flag.many("--recipient", "AGE1...", "Who else can open it, for init.");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public VerbSpec usage() {
        var flags = new ArrayList<>(VaultArgs.FLAGS);
        flags.add(RECIPIENT);
        return VerbSpec.of(
                        "vault",
                        "Manages secrets in an encrypted file; values are read from standard input, never from the command line.",
                        flags)
                .taking(
                        "init | set NAME | get NAME | list | rm NAME | rotate | recipients [add AGE1... [LABEL] | rm AGE1...]",
                        1,
                        Integer.MAX_VALUE);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        Console console = host.console();
        UserDirectories places = UserDirectories.of(console.environment());
        var vault = new Vault(places.vault(Path.of("")), new IdentityFile(places.identity()), PATIENCE);
        List<String> words = typed.operands();
        if (words.get(0).equals("recipients") && words.size() > 1) {
            recipients(console, vault, words.subList(1, words.size()));
            return Exit.DONE;
        }
        // What else was typed is not repeated: it could be a value.
        switch (words.get(0) + " " + (words.size() - 1)) {
            case "init 0" -> init(console, vault, typed.all(RECIPIENT), vault.identities());
            case "set 1" -> set(console, vault, words.get(1));
            case "get 1" -> console.say(vault.get(words.get(1)).orElseThrow(() -> vault.absent(words.get(1))));
            case "list 0" -> vault.names().forEach(console::say);
            case "rm 1" -> vault.remove(words.get(1));
            case "rotate 0" -> rotate(console, vault);
            case "recipients 0" -> vault.recipients().forEach(one -> console.say(Printable.line(one.toString())));
            default ->
                throw ExitException.usage(
                        "that is nothing a vault can do",
                        "it takes " + usage().operands()
                                + (words.get(0).equals("set") ? "; a value is never typed here" : ""),
                        "see: slipway vault --help");
        }
        return Exit.DONE;
    }

    private static void init(Console console, Vault vault, List<String> others, IdentityFile identities) {
        boolean known = !identities.recipients().isEmpty();
        List<Recipient> all = vault.init(others);
        console.say("Wrote " + vault.path() + ", which these can open:");
        all.forEach(one -> console.say("  " + Printable.line(one.toString())));
        console.say(known ? "Your secret key is in " + identities.path() + "." : keep(identities));
    }

    private static void set(Console console, Vault vault, String name) {
        vault.checkName(name);
        vault.set(name, new SecretPrompt(console).value(name));
        console.say("Keeps " + name + " in " + vault.path() + ".");
    }

    private static void rotate(Console console, Vault vault) {
        console.say("Wrote " + vault.path() + " for a new key: " + vault.rotate());
        console.say("Older keys stay in " + vault.identities().path() + ", for older copies and other vaults.");
        console.say("Whoever had an old key has seen the values: change them where they are used, and set them again.");
    }

    private static String keep(IdentityFile identities) {
        return "Made your secret key, " + identities.path()
                + ". Keep a copy of it in a safe place: without it, no vault opens.";
    }

    private void recipients(Console console, Vault vault, List<String> words) {
        String key = words.size() > 1 ? words.get(1) : "";
        String label = words.size() > 2 ? String.join(" ", words.subList(2, words.size())) : "";
        if (words.get(0).equals("add") && !key.isEmpty()) {
            vault.add(new Recipient(key, label));
        } else if (words.get(0).equals("rm") && words.size() == 2) {
            vault.remove(new Recipient(key, ""));
            console.say("Older copies can still be opened with that key: change the values that it must not know.");
        } else {
            throw ExitException.usage(
                    "that is nothing to do about recipients",
                    "it takes add AGE1... [LABEL] or rm AGE1...",
                    "see: slipway vault --help");
        }
        console.say("Wrote " + vault.path() + " for " + vault.recipients().size() + ".");
    }
}
