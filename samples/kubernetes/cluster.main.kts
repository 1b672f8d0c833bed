#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

cluster("shop")

val config = parameter("kubeconfig", "kubeconfig")
val patience = parameter("patience", 5.minutes) // 0 where nothing runs pods

kube {
    kubeconfig = config
    context = "shop"

    namespace("shop") {
        podSecurity = restricted
        quota { cpu = "4"; memory = 8.GiB; pods = 20 }
        limits { requestCpu = "50m"; requestMemory = 64.MiB; memory = 256.MiB }

        configMap("colors") { value("primary", "blue") }
        serviceAccount("api")
        rbac("api") { allow("get", "list", "watch", on = "configmaps"); account("api") }
        service("api") {
            image = "registry.k8s.io/e2e-test-images/agnhost:2.53"
            args("netexec", "--http-port=8080")
            replicas = 2; available = 1
            port = 8080
            readiness("/healthz")
            user = 1000
            serviceAccount = "api"
            file("/etc/api/api.conf", "level = info\n")
            requests(cpu = "50m", memory = 64.MiB); limits(memory = 128.MiB)
            ready = patience
        }
        cronJob("report", "0 3 * * *") {
            image = "registry.k8s.io/e2e-test-images/agnhost:2.53"
            args("pause")
            user = 1000
        }
    }

    tenant("alice") {
        quota { cpu = "2"; memory = 4.GiB }
        group("peers-alice")
        isolate()
    }

    // A kind of its own, and an object of that kind in the same run.
    manifest(readFile("widgets.yaml")) { protect = false }
}
