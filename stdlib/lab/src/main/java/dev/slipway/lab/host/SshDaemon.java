package dev.slipway.lab.host;

import dev.slipway.lab.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * What the SSH server of a host makes of its files. It reads its configuration when it is started, and authorized keys at
 * each login; of a keyword the first value counts, and one that it does not know keeps it from starting (openssh-portable
 * servconf.c, process_server_config_line_depth, "Bad configuration option"; auth2-pubkey.c, user_key_allowed). Sessions go
 * on when it is stopped (debian/systemd/ssh.service, KillMode=process), and it checks its configuration before it starts
 * (ExecStartPre=/usr/sbin/sshd -t).
 */
final class SshDaemon {
    static final String UNIT = "ssh";
    private static final String CONFIG = "/etc/ssh/sshd_config";
    private static final String MORE = "/etc/ssh/sshd_config.d";

    /** How Debian delivers it, but for root, whom Proxmox VE lets in with a password. */
    private static final String FIRST = """
            Include /etc/ssh/sshd_config.d/*.conf
            PermitRootLogin yes
            KbdInteractiveAuthentication no
            UsePAM yes
            X11Forwarding yes
            PrintMotd no
            AcceptEnv LANG LC_*
            Subsystem sftp /usr/lib/openssh/sftp-server
            """;

    /** The keywords of servconf.c that scripts are likely to write. */
    private static final Set<String> KEYWORDS = Set.of(("acceptenv addressfamily allowagentforwarding allowgroups "
                    + "allowstreamlocalforwarding allowtcpforwarding allowusers authenticationmethods authorizedkeyscommand "
                    + "authorizedkeyscommanduser authorizedkeysfile authorizedprincipalsfile banner casignaturealgorithms "
                    + "challengeresponseauthentication chrootdirectory ciphers clientalivecountmax clientaliveinterval "
                    + "compression denygroups denyusers disableforwarding exposeauthinfo fingerprinthash forcecommand "
                    + "gatewayports gssapiauthentication gssapicleanupcredentials hostbasedauthentication hostcertificate "
                    + "hostkey hostkeyagent hostkeyalgorithms ignorerhosts ignoreuserknownhosts include ipqos "
                    + "kbdinteractiveauthentication kerberosauthentication kexalgorithms listenaddress logingracetime loglevel "
                    + "logverbose macs match maxauthtries maxsessions maxstartups passwordauthentication permitemptypasswords "
                    + "permitlisten permitopen permitrootlogin permittty permittunnel permituserenvironment permituserrc "
                    + "persourcemaxstartups persourcepenalties pidfile port printlastlog printmotd pubkeyacceptedalgorithms "
                    + "pubkeyauthentication rekeylimit requiredrsasize revokedkeys setenv streamlocalbindunlink strictmodes "
                    + "subsystem syslogfacility tcpkeepalive trustedusercakeys usedns usepam versionaddendum x11displayoffset "
                    + "x11forwarding x11uselocalhost")
            .split(" "));

    /** Of these every value counts. */
    private static final Set<String> LISTS = Set.of("port", "allowusers", "denyusers");

    private final Host host;
    private final Placement placement;
    private volatile Map<String, String> loaded = Map.of();

    SshDaemon(Host host, Placement placement) {
        this.host = host;
        this.placement = placement;
    }

    /** Lays down what its package and its operators have left there, on a host that is new. */
    void install(FileTree tree) {
        try {
            if (tree.at(CONFIG).isEmpty()) {
                lay(tree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lay(FileTree tree) throws IOException {
        for (String directory : List.of("/etc/ssh", MORE)) {
            tree.makeDirectory(directory, "root");
        }
        write(tree, CONFIG, FIRST);
        String authorized = placement.property("authorized", "");
        for (String user : authorized.isBlank() || authorized.equals("*") ? new String[0] : users()) {
            String home = home(user);
            for (String directory : List.of(home, home + "/.ssh")) {
                if (tree.at(directory).isEmpty()) {
                    tree.makeDirectory(directory, "root");
                }
            }
            write(tree, home + "/.ssh/authorized_keys", authorized.strip() + "\n");
        }
    }

    private static void write(FileTree tree, String path, String text) throws IOException {
        try (var out = tree.write(path, false, "root")) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String[] users() {
        return placement.property("user", "root").split(",", -1);
    }

    private static String home(String user) {
        return user.equals("root") ? "/root" : "/home/" + user;
    }

    /** Reads its configuration, and says what is wrong with it; then what it had read before stays in force. */
    Optional<String> load() {
        var read = new TreeMap<String, String>();
        Optional<String> wrong = read(CONFIG, read);
        if (wrong.isEmpty()) {
            loaded = read;
        }
        return wrong;
    }

    private Optional<String> read(String path, Map<String, String> into) {
        int number = 0;
        for (String line : text(path).lines().map(String::strip).toList()) {
            number++;
            String[] words = line.split("[\\s=]+", 2);
            String keyword = words[0].toLowerCase(Locale.ROOT);
            boolean isComment = line.isEmpty() || line.startsWith("#");
            if (!isComment && (!KEYWORDS.contains(keyword) || words.length < 2)) {
                return Optional.of(path + ": line " + number + ": Bad configuration option: " + words[0]);
            } else if (keyword.equals("match")) {
                return Optional.empty(); // what follows holds for some connections only
            } else if (keyword.equals("include") && words[1].equals(MORE + "/*.conf")) {
                for (String file : host.tree().below(MORE)) {
                    Optional<String> wrong = file.endsWith(".conf") ? read(file, into) : Optional.empty();
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            } else if (!isComment) {
                into.merge(keyword, words[1], (first, next) -> LISTS.contains(keyword) ? first + " " + next : first);
            }
        }
        return Optional.empty();
    }

    private String text(String path) {
        return host.tree()
                .at(path)
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Whether it listens on this port. */
    boolean listens(int port) {
        boolean isUp = host.shelf("services").text(UNIT).orElse("").contains("active");
        String ports = loaded.getOrDefault("port", "");
        return isUp && (ports.isEmpty() || List.of(ports.split(" ", -1)).contains(Integer.toString(port)));
    }

    /** Whether a user may log in with a key, or with a password. */
    boolean admits(String user, boolean byKey) {
        String root = loaded.getOrDefault("permitrootlogin", "prohibit-password");
        String allowed = loaded.getOrDefault("allowusers", "");
        String denied = loaded.getOrDefault("denyusers", "");
        boolean isUser = List.of(users()).contains(user)
                && (allowed.isEmpty() || List.of(allowed.split("\\s+", -1)).contains(user))
                && !List.of(denied.split("\\s+", -1)).contains(user)
                && (!user.equals("root") || root.equals("yes") || (byKey && !root.equals("no")));
        return isUser
                && !loaded.getOrDefault(byKey ? "pubkeyauthentication" : "passwordauthentication", "yes")
                        .equals("no");
    }

    /** The keys of a user, as they are in his file now. */
    List<PublicKey> keys(String user) {
        return text(home(user) + "/.ssh/authorized_keys")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .flatMap(line -> key(line).stream())
                .toList();
    }

    /** The server passes over what is no key. */
    private static Optional<PublicKey> key(String line) {
        try {
            return Optional.ofNullable(
                    AuthorizedKeyEntry.parseAuthorizedKeyEntry(line).resolvePublicKey(null, null));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a key is one of them, or the lab lets in every key and nobody has written a file since. */
    boolean authorizes(String user, PublicKey key) {
        return hasKeys(user)
                ? keys(user).stream().anyMatch(known -> KeyUtils.compareKeys(known, key))
                : placement.property("authorized", "").equals("*");
    }

    /** Whether a file says who may log in: until somebody writes one, everybody's key counts where the lab says so. */
    boolean hasKeys(String user) {
        return host.tree().at(home(user) + "/.ssh/authorized_keys").isPresent();
    }
}
