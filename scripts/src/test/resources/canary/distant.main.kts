import dev.slipway.dsl.*

host("neo") {
    address = "127.0.0.1"
    port = SSH_PORT
    user = "ops"
    password = secret("LOGIN")
    sudo = true
    run("tells") {
        shell("echo it is \$VALUE; printf '%s' \$AUTH | cut -d' ' -f2")
        env("VALUE", secret("TOKEN"))
        env("AUTH", text("Bearer ", secret("TOKEN")))
    }
    run("fails") {
        shell("echo \$VALUE >&2; exit 3")
        env("VALUE", secret("TOKEN"))
    }
    file("/tmp/secret") { content(text("is ", secret("TOKEN"))) }
    line("/etc/hosts", "10.0.3.11 trinity")
    packages("jq")
    service("nginx")
    sysctl("net.core.somaxconn", 4096)
}
proxmox("home") {
    endpoint = "https://127.0.0.1:PVE_PORT"
    token = secret("API")
    ca = readFile("ca.pem")
    node("home")
    vm("web") {
        on("home")
        disk("root") {
            size = 1.GiB
            storage = "local-lvm"
            disposable = true
        }
        nic {
            bridge = "vmbr0"
            firewall = true
        }
        seed {
            userData(text("password: ", secret("TOKEN")))
            storage = "local"
        }
        firewall { allow("https") }
    }
    storage("nas") {
        cifs("10.0.5.9", "share", "pve", secret("TOKEN"))
        content("iso")
    }
    pool("prod")
    role("watcher") { allow("VM.Audit") }
    user("ci@pve")
    grant("watcher", to = "ci@pve", on = listOf("/"))
    output("token") { token("ci@pve", "key").value }
}
