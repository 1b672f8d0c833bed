package dev.slipway.lab.pve;

import java.util.List;

/** The versions that the twin knows, and where they differ beside their tables. */
enum Version {
    V8_4("8.4", "8.4.1", "2a5fa54a8503f96d"),
    V9_1("9.1", "9.1.2", "9d436f37a0ac4172");

    final String release;
    final String full;
    final String build;

    Version(String release, String full, String build) {
        this.release = release;
        this.full = full;
        this.build = build;
    }

    static Version of(String release) {
        for (Version version : values()) {
            if (version.release.equals(release)) {
                return version;
            }
        }
        throw new IllegalArgumentException("the lab knows Proxmox VE 8.4 and 9.1, not '" + release + "'");
    }

    boolean isNine() {
        return this == V9_1;
    }

    String table() {
        return "pve/" + release;
    }

    /** Every privilege there is in this version. */
    List<String> privileges() {
        return Privileges.all().stream()
                .filter(name -> isNine() ? !name.equals("VM.Monitor") : !Privileges.NEW_IN_NINE.contains(name))
                .toList();
    }
}
