package dev.slipway.lab.shell;

import dev.slipway.lab.shell.Node.Redirect;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The streams of a command, some of which are files that are closed after it. */
final class Redirections implements AutoCloseable {
    private final Machine machine;
    private final List<Closeable> opened = new ArrayList<>();
    private ProcessContext job;

    Redirections(Machine machine, Expansion expansion, ProcessContext job, List<Redirect> redirects)
            throws IOException, InterruptedException {
        this.machine = machine;
        this.job = job;
        for (Redirect redirect : redirects) {
            apply(redirect, expansion.text(redirect.target()));
        }
    }

    ProcessContext job() {
        return job;
    }

    private void apply(Redirect redirect, String target) throws IOException {
        switch (redirect.sort()) {
            case "<<" -> in(new ByteArrayInputStream(target.getBytes(StandardCharsets.UTF_8)));
            case "<" -> in(machine.read(target, job));
            case ">&" -> out(redirect.descriptor(), target.equals("2") ? job.err() : job.out());
            default -> {
                OutputStream out = machine.write(target, redirect.sort().equals(">>"), job);
                opened.add(out);
                out(redirect.descriptor(), out);
            }
        }
    }

    private void in(InputStream in) {
        opened.add(in);
        job = job.with(in, job.out(), job.err());
    }

    private void out(int descriptor, OutputStream out) {
        job = descriptor == 2 ? job.with(job.in(), job.out(), out) : job.with(job.in(), out, job.err());
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : opened) {
            each.close();
        }
    }
}
