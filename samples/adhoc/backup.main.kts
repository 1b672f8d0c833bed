#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*
import java.security.MessageDigest

// Packs a directory, with a list of checksums inside and beside the archive.
val from = parameter("from", "documents")

task("checksums") {
    inputs("$from/**")
    outputs("out/SHA256SUMS")
    run {
        val sums = files.map { name ->
            val digest = MessageDigest.getInstance("SHA-256").digest(path(name).toFile().readBytes())
            digest.joinToString("") { "%02x".format(it) } + "  " + name
        }
        path("out/SHA256SUMS").toFile().writeText(sums.joinToString("\n", postfix = "\n"))
        say("${files.size} files")
    }
}

val backup = archive("out/backup.tar.gz") { from(from, "out/SHA256SUMS") }

// A backup counts when it was read back. This is done again whenever the archive is another one.
exec("read back") {
    inputs("out/backup.tar.gz")
    outputs("out/verified.txt")
    shell(
        """
        rm -rf out/check && mkdir -p out/check && tar -xzf out/backup.tar.gz -C out/check
        (cd out/check && sha256sum -c --quiet out/SHA256SUMS)
        rm -rf out/check && date -u +"read back on %F" > out/verified.txt
        """.trimIndent(),
    )
}

output("digest") { backup.sha256 }
