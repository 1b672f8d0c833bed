// Secrets where they would be seen
import dev.slipway.dsl.*

val token = secret("TOKEN")
val nothing = secret("vault:")
exec("login") { command("login", token) }
file("a") { content = "token = $token" }
task("uses") { run { say("it is $token") } }
