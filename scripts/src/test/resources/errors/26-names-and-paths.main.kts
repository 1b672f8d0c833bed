// Names and paths that cannot be
import dev.slipway.dsl.*

task("two\nlines") { run { say("done") } }
file("~/motd") { content = "Welcome" }
file("out/app") { content = "one" }
file("out/app/config") { content = "two" }
