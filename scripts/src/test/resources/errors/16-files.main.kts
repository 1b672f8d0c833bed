// Files
import dev.slipway.dsl.*

file("a") { mode = "rw" }
file("b") { content = "text"; from = "c" }
template("d") { value("x", 1) }
file("e") { content = ""; ignore() }
file("./e") { content = "other" }
directory("f/../e") { }
exec("g") { command("make"); outputs("b") }
