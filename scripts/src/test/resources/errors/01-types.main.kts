// Kotlin that does not fit together
import dev.slipway.dsl.*

val memory: Size = 8
clutser("home")
file("a") { contents = "text" }
exec("x") { protect = true }
val size = 8.GiB + 8
output("words") { text("words", "there are ", "two").text }
