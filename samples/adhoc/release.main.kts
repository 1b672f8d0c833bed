#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

// Waits for a mirror, checks that it has the release, downloads it, and verifies it with the list beside it.
val mirror = parameter("mirror", "http://localhost:8000") // such as: python3 -m http.server
val release = parameter("release", "1.4.2")

val up = waitFor("mirror") {
    http("$mirror/SHA256SUMS")
    patience = 10.seconds
}
http("$mirror/SHA256SUMS") {
    after(up)
    contains("tool-$release")
}

val sums = download("$mirror/SHA256SUMS") {
    to = "download/SHA256SUMS"
    after(up)
}
val tool = download("$mirror/tool-$release") {
    to = "download/tool-$release"
    mode = "0755"
    after(up)
}

exec("verify") {
    inputs(sums.path, tool.path)
    outputs("download/verified.txt")
    shell("cd download && sha256sum -c --ignore-missing SHA256SUMS > verified.txt")
}

output("tool") { tool.path }
output("digest") { tool.sha256 }
