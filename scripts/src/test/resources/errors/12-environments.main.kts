// Environments
// slipway FILE plan --env moon
import dev.slipway.dsl.*

val stage = environments("staging", "production")
val none = environments()
val other = environments("staging", "production", default = "test")
