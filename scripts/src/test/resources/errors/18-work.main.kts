// Work that is not said in full
import dev.slipway.dsl.*

exec("nothing") { inputs("*.nothing") }
exec("again") { command("make"); moved("") }
exec("two") { command("make"); command("test") }
exec("always") { command("make"); outputs("out/app"); always = true }
task("idle") { input("a", 1); input("a", 2) }
task("twice") {
    run { say("one") }
    run { say("two") }
}
waitFor("anything") { }
exec { command("make") }
