// Results that cannot be kept
import dev.slipway.dsl.*

exec("site") {
    command("make", "site")
    inputs("Makefile")
    outputs("out/site.zip")
    cache = shared
}
task("index") {
    outputs("out/index.txt")
    cache = shared
    run { path("out/index.txt").toFile().writeText("index") }
}
exec("install") {
    command("make", "install")
    cache = project
}
exec("manifests") {
    shell("kustomize build . > out/all.yaml")
    tools("kustomize")
    inputs("base")
    outputs("out/all.yaml")
}
exec("version") {
    shell("uname -m > out/machine")
    outputs("out/machine")
    hermetic = true
    cache = shared
}
