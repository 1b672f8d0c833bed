import dev.slipway.dsl.*

val trinity = host("trinity") {
    address = "10.0.3.11"
    password = secret("LOGIN")
    nat { masquerade("10.9.0.0/24") }
}
proxmox("from scratch") {
    endpoint = "https://10.0.3.11:8006"
    token = secret("API")
    root = secret("LOGIN")
    cluster("home")
    node("trinity") { firewall { allow("ping") } }
    node("neo", "https://10.0.3.12:8006") {
        password = secret("LOGIN")
        bridge("vmbr1") { ports("eno2") }
    }
    ceph {
        network = "10.0.3.0/24"
        monitors("trinity", "neo")
        osd("trinity", "/dev/sdb")
        pool("vm")
        fs("cephfs")
    }
    storage("ceph-vm") {
        rbd("vm")
        content("images")
    }
    image("debian") {
        url = "https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2"
        sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        storage = "local"
    }
    firewall {
        management("10.0.3.0/24")
        alias("monitor", "10.0.3.40")
        ipset("partners") { add("192.0.2.0/24") }
        group("pages") { allow("https") }
        allow("ceph") { from("10.0.3.0/24") }
        allow("ssh") { from("10.0.3.0/24") }
    }
    for (name in listOf("web", "cache")) {
        vm(name) {
            on("trinity")
            disk("root") {
                size = 1.GiB
                storage = "ceph-vm"
                disposable = true
            }
            ha()
        }
    }
    keepApart("web", "cache")
}
kube {
    kubeconfig(secret("TOKEN"))
    context = "home"
    namespace("web") {
        podSecurity = restricted
        ready = 1.minutes
        secretObject("db") { value("password", secret("TOKEN")) }
    }
}
