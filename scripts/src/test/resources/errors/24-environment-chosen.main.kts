// Environments that are not chosen
import dev.slipway.dsl.*

val stage = environments("staging", "production")
