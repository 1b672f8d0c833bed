// What is given from outside
// slipway FILE plan -p size=many -p sise=5 --env moon
import dev.slipway.dsl.*

val size = parameter("size", 3)
val again = parameter("size", 4)
val owner = parameter("owner")
