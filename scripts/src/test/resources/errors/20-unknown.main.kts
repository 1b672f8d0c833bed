// Values that are not known yet, or are none
import dev.slipway.dsl.*

val version = exec("version") { command("git", "describe"); outputs("out/version") }
file("a") { content = "version ${version.stdout}" }
output("nothing") { null }
output("thread") { Thread.currentThread() }
val lines = java.io.StringReader("a")
task("reads") { run { say("${lines.read()}") } }
val ring = mutableListOf<Any>()
ring.add(ring)
output("ring") { ring }
