// Hosts that cannot be reached, and what cannot be on them
import dev.slipway.dsl.*

host("empty") { address = "10.0.3.9" }
host("neo two") {
    address = "ops@neo"
    user = "o p s"
    port = 0
    hostKey = "MD5:ab:cd"
    sessions = 0
    key = "~/.ssh/id_ed25519"
    key(secret("SSH_KEY"))
    agent = "/run/agent.sock"
    file("etc/motd") { mode = "rw"; owner = "nobody at all" }
    file("/etc/hosts") { content = "a"; from = "hosts.txt" }
    run("nothing") { }
    run("two") { command("make"); shell("make test") }
    run("login") { command("login", secret("TOKEN")); env("A-B", "c") }
    run("always") { command("make"); creates("/srv/made"); always = true }
    run { command("make") }
    line("/etc/hosts", "") { matching = "(" }
    line("/etc/hosts", "10.0.3.11 trinity")
    service("ng inx")
    packages()
    packages("nginx=1.2")
    sysctl("vm swappiness", " ")
}
host("root") { sudo = true; passphrase = secret("PASS"); run("id") { command("id") } }
host("root") { address = "10.0.3.9"; run("id") { command("id") } }
