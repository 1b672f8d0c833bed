#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

cluster("web")

val lan = network("10.0.3.0/24")
val login = secret("SSH_KEY")

val bastion = host("bastion") {
    address = "bastion.home.example"
    user = "ops"
    sudo = true
    key(login)
}

/** A machine that serves what is in `site`. */
fun webServer(name: String, where: Address) = host(name) {
    address(where)
    via(bastion)
    user = "ops"
    sudo = true
    key(login)

    val nginx = packages("nginx", "curl")
    sysctl("net.core.somaxconn", 8192)
    val site = file("/etc/nginx/conf.d/site.conf") { from = "site/site.conf"; after(nginx) }
    val page = file("/srv/www/index.html") { content = "<h1>$name</h1>\n"; owner = "www-data:www-data"; after(nginx) }
    val service = service("nginx") { reads(site) }
    line("/etc/hosts", "10.0.3.2 bastion.home.example bastion")
    run("check") {
        command("curl", "-fsS", "-o", "/dev/null", "http://localhost/")
        needs(site, page)
        after(service)
    }
}

webServer("neo", lan["10.0.3.12"])
webServer("niobe", lan["10.0.3.13"])

// Who asks for the page at the public address of the bastion is answered by neo, whose gateway the bastion is.
expose("page") via nat(bastion, address = "203.0.113.7", port = 80, to = "10.0.3.12")
