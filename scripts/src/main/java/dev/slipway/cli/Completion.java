package dev.slipway.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our command line in the words of shells, made from what the verbs say of themselves. */
final class Completion {
    private static final String SCRIPTS =
            "'(__fish_complete_path (commandline -ct) | string match -er \"(\\.main\\.kts|/)(\\t|\\$)\")'";

    private Completion() {}

    static List<String> bash() {
        var lines = new ArrayList<>(List.of("# slipway completion for bash: source <(slipway completion bash)"));
        lines.addAll(function());
        return lines;
    }

    static List<String> zsh() {
        var lines = new ArrayList<>(List.of(
                "# slipway completion for zsh: source <(slipway completion zsh)",
                "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }",
                "autoload -U +X bashcompinit && bashcompinit"));
        lines.addAll(function());
        return lines;
    }

    /** What bash and zsh both understand. */
    private static List<String> function() {
        var lines = new ArrayList<>(List.of(
                "_slipway() {",
                "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
                "    local word file verb= words= without='!*.main.kts'",
                "    for word in \"${COMP_WORDS[@]:1:$((COMP_CWORD-1))}\"; do",
                "        case $word in " + String.join("|", Verbs.names()) + ") verb=$word; break ;; esac",
                "    done",
                "    case $verb in",
                "        '') words='" + String.join(" ", Verbs.names()) + "' ;;"));
        for (String verb : Verbs.names()) {
            String files = takesFile(verb) ? " without=" : "";
            lines.add("        " + verb + ") words='" + String.join(" ", words(verb)) + "'" + files + " ;;");
        }
        lines.addAll(List.of(
                "    esac",
                "    case $previous in",
                "        " + valued(true) + ") words= without= ;;",
                "        " + valued(false) + ") return ;;",
                "    esac",
                "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))",
                "    while IFS= read -r file; do COMPREPLY+=(\"$file\"); done \\",
                "        < <(compgen -d -- \"$current\"; compgen -f -X \"$without\" -- \"$current\")",
                "}",
                "complete -o filenames -F _slipway slipway"));
        return lines;
    }

    static List<String> fish() {
        var lines = new ArrayList<>(List.of("# slipway completion for fish: slipway completion fish | source"));
        String unsaid = "'not __fish_seen_subcommand_from " + String.join(" ", Verbs.names()) + "'";
        lines.add("complete -c slipway -n " + unsaid + " -fa " + SCRIPTS);
        for (String verb : Verbs.names()) {
            VerbSpec usage = Verbs.get(verb).usage();
            String said = " -n '__fish_seen_subcommand_from " + verb + "'";
            lines.add("complete -c slipway -n " + unsaid + " -fa " + verb + " -d " + quoted(usage.says()));
            lines.add("complete -c slipway" + said + (takesFile(verb) ? "" : " -f") + " -a '"
                    + String.join(" ", operands(usage)) + "'");
            if (usage.script()) {
                lines.add("complete -c slipway" + said + " -fa " + SCRIPTS);
            }
            for (Flag flag : usage.flags()) {
                lines.add("complete -c slipway" + said + " -l " + flag.name().substring(2)
                        + (flag.letter().isEmpty() ? "" : " -s " + flag.letter().substring(1))
                        + (flag.takesValue() ? takesFile(flag) ? " -rF" : " -x" : "") + " -d " + quoted(flag.says()));
            }
        }
        return lines;
    }

    private static List<String> words(String verb) {
        VerbSpec usage = Verbs.get(verb).usage();
        return Stream.concat(operands(usage).stream(), usage.flags().stream().map(Flag::name))
                .toList();
    }

    /** The words that may stand after a verb: the first of each way to say more. */
    private static List<String> operands(VerbSpec usage) {
        return Arrays.stream(usage.operands().split("\\|", -1))
                .map(way -> way.strip().split(" ", -1)[0])
                .filter(word -> word.matches("[a-z]+"))
                .distinct()
                .toList();
    }

    private static boolean takesFile(String verb) {
        return Verbs.get(verb).usage().operands().contains("FILE");
    }

    private static boolean takesFile(Flag flag) {
        return flag.value().matches(".*(FILE|DIR|PLAN).*");
    }

    private static String valued(boolean files) {
        return Verbs.names().stream()
                .flatMap(verb -> Verbs.get(verb).usage().flags().stream())
                .filter(flag -> flag.takesValue() && takesFile(flag) == files)
                .flatMap(flag -> Stream.of(flag.name(), flag.letter()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
