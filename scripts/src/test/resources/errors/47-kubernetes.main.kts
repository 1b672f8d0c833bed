// Objects of Kubernetes that cannot be meant
import dev.slipway.dsl.*

kube("my cluster") { concurrency = 0 }
kube {
    context = "home"
    namespace("web") {}
    configMap("settings") { value("color", "blue") }
    configMap("settings") { value("color", "red") }
    secretObject("empty") {}
    volumeClaim("data") {}
    rbac("unbound") { allow("get", on = "pods") }
    service("api") {
        port("http", 80_000)
        env("PASSWORD", secret("DB_PASSWORD"))
        pod("terminationGracePeriodSeconds: 60\nterminationGracePeriodSeconds: 90")
        pod("")
    }
    manifest("a: 1\na: 2")
    manifest(
        """
        kind: ConfigMap
        metadata: { name: nameless }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData: { password: hunter2 }
        ---
        apiVersion: example.org/v1
        kind: Widget
        metadata: { name: first }
        owner: anna
        """,
    )["ConfigMap/other"]
}
