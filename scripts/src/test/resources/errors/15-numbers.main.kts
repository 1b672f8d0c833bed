// Numbers out of range
import dev.slipway.dsl.*

val size = (-8).GiB
val builds = pool("builds", 0)
exec("app") {
    command("make")
    timeout = 0.seconds
    retry = -1
    uses(pool("tests", 2), 0)
}
waitFor("api") { port("10.0.3.16", 70000) }
http("https://example.org/") { status = 42 }
