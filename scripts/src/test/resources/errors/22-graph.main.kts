// Parts that do not go together
import dev.slipway.dsl.*

file("a") { content = "one" }
file("a") { content = "two" }
exec("b") { command("cp", "c", "b"); inputs("out/c"); outputs("out/b") }
exec("c") { command("cp", "b", "c"); inputs("out/b"); outputs("out/c") }
