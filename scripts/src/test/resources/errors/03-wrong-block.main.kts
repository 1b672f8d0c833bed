// A word in the wrong block
import dev.slipway.dsl.*

task("pages") {
    run { inputs("pages") }
}
file("a") { content = secret("TOKEN") }
expose("api") via "tailscale"
file("b") { firewall { allow("ssh") } }
