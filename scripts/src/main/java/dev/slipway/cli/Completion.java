package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Our command line in the words of shells, made from what the verbs say of themselves. */
final class Completion {
    private Completion() {}

    static List<String> bash() {
        var lines = new ArrayList<String>();
        lines.add("# slipway completion for bash: source <(slipway completion bash)");
        lines.add("_slipway() {");
        lines.add("    local current=${COMP_WORDS[COMP_CWORD]} word verb=");
        lines.add("    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
        lines.add("        case $word in " + String.join("|", Verbs.names()) + ") verb=$word; break ;; esac");
        lines.add("    done");
        lines.add("    case $verb in");
        for (String verb : Verbs.names()) {
            lines.add("        " + verb + ") COMPREPLY=($(compgen -W '" + flags(verb) + "' -- \"$current\")) ;;");
        }
        lines.add("        *) COMPREPLY=($(compgen -W '" + String.join(" ", Verbs.names()) + "' -- \"$current\")) ;;");
        lines.add("    esac");
        lines.add("    COMPREPLY+=($(compgen -f -X '!*.main.kts' -- \"$current\"))");
        lines.add("}");
        lines.add("complete -o filenames -F _slipway slipway");
        return lines;
    }

    static List<String> zsh() {
        var lines = new ArrayList<String>();
        lines.add("#compdef slipway");
        lines.add("autoload -U +X bashcompinit && bashcompinit");
        lines.addAll(bash());
        return lines;
    }

    static List<String> fish() {
        var lines = new ArrayList<String>();
        lines.add("# slipway completion for fish: slipway completion fish | source");
        String unsaid = "'not __fish_seen_subcommand_from " + String.join(" ", Verbs.names()) + "'";
        lines.add("complete -c slipway -n " + unsaid + " -xa '(__fish_complete_suffix .main.kts)'");
        for (String verb : Verbs.names()) {
            Usage usage = Verbs.get(verb).usage();
            lines.add("complete -c slipway -n " + unsaid + " -fa " + verb + " -d " + quoted(usage.says()));
            for (Flag flag : usage.flags()) {
                lines.add("complete -c slipway -n '__fish_seen_subcommand_from " + verb + "' -l "
                        + flag.name().substring(2)
                        + (flag.letter().isEmpty() ? "" : " -s " + flag.letter().substring(1))
                        + (flag.takesValue() ? " -r" : "") + " -d " + quoted(flag.says()));
            }
        }
        return lines;
    }

    private static String flags(String verb) {
        return Verbs.get(verb).usage().flags().stream().map(Flag::name).collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
