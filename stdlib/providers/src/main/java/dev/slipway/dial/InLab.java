package dev.slipway.dial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The addresses and the pace of a lab, as its directory tells them. */
record InLab(Path directory) implements Dialer {
    @Override
    public Place find(String host, int port) throws IOException {
        Path file = directory.resolve("addresses");
        if (Files.notExists(file)) {
            throw new IOException("there is no lab in " + directory);
        }
        String wanted = host + ":" + port + " ";
        String line = Files.readAllLines(file).stream()
                .filter(each -> each.startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> new IOException("the lab has no " + host + ":" + port));
        int colon = line.lastIndexOf(':');
        return new Place(line.substring(wanted.length(), colon), Integer.parseInt(line.substring(colon + 1)));
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
