package dev.slipway.dial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The addresses and the pace of a lab, as its directory tells them. */
record LabDialer(Path directory, Optional<LabTrust> backstage) implements Dialer {
    private static final int SHOWN = 6;

    @Override
    public Place find(String host, int port) throws IOException {
        Path file = directory.resolve("addresses");
        if (Files.notExists(file)) {
            throw new IOException("there is no lab in " + directory);
        }
        String wanted = host + ":" + port + " ";
        List<String> lines = Files.readAllLines(file);
        String line = lines.stream()
                .filter(each -> each.startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> new NotInLab("the lab has no " + host + ":" + port + ", but " + some(lines)));
        int colon = line.lastIndexOf(':');
        return new Place(line.substring(wanted.length(), colon), Integer.parseInt(line.substring(colon + 1)));
    }

    private static String some(List<String> lines) {
        String some =
                lines.stream().limit(SHOWN).map(line -> line.split(" ", -1)[0]).collect(Collectors.joining(", "));
        return lines.isEmpty() ? "nothing at all" : some + (lines.size() > SHOWN ? ", ..." : "");
    }

    /** A lab whose time stands is moved by hand, and nobody can tell how fast. */
    @Override
    public double pace() {
        try {
            double pace = Double.parseDouble(Files.readString(directory.resolve("pace")));
            return pace > 0 ? pace : 1;
        } catch (IOException | NumberFormatException e) {
            return 1;
        }
    }
}
