package dev.slipway.lab.host;

import dev.slipway.lab.TwinContext;
import dev.slipway.lab.TwinState;
import dev.slipway.lab.shell.Machine;
import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host that exists only in memory. */
final class Host implements Machine {
    static final String DISK_FULL = "disk-full";

    private final TwinContext site;
    private final FileTree tree;
    private final Map<String, Program> programs = new HashMap<>();
    private final Processes processes = new Processes();
    private final PveFiles pve = new PveFiles(this);
    private final SshDaemon ssh;

    Host(TwinContext site) {
        this.site = site;
        this.ssh = new SshDaemon(this, site.placement());
        this.tree = new FileTree(
                site.shelf().part("files"),
                site.clock(),
                Map.of(
                        "/etc/hosts",
                        "127.0.0.1 localhost\n127.0.1.1 " + site.placement().name() + "\n"),
                () -> site.strikes(DISK_FULL).isPresent());
        ssh.install(tree);
        if (shelf("services").text(SshDaemon.UNIT).isEmpty()) {
            shelf("services").put(SshDaemon.UNIT, "unit active enabled");
        }
        programs.putAll(FilePrograms.of(tree));
        programs.putAll(TextPrograms.of());
        programs.putAll(new BasicPrograms(this).all());
        programs.putAll(new SystemPrograms(this).all());
        programs.putAll(new Networks(this).all());
        programs.put("curl", new Curl(this));
        programs.put("pveceph", new Pveceph(this));
        programs.putAll(pve.programs());
        List.of(site.placement().property("lacks", "").split(",", -1)).forEach(programs::remove);
    }

    FileTree tree() {
        return tree;
    }

    TwinContext site() {
        return site;
    }

    /** What the host remembers beside its files, such as which services run. */
    TwinState shelf(String part) {
        return site.shelf().part(part);
    }

    SshDaemon ssh() {
        return ssh;
    }

    PveFiles pve() {
        return pve;
    }

    Processes processes() {
        return processes;
    }

    @Override
    public @Nullable Program program(String name) {
        return programs.get(name.substring(name.lastIndexOf('/') + 1));
    }

    @Override
    public InputStream read(String path, ProcessContext by) throws IOException {
        return path.equals("/dev/null")
                ? InputStream.nullInputStream()
                : new ByteArrayInputStream(tree.read(path, by.user()));
    }

    @Override
    public OutputStream write(String path, boolean append, ProcessContext by) throws IOException {
        return path.equals("/dev/null") ? OutputStream.nullOutputStream() : tree.write(path, append, by.user());
    }
}
