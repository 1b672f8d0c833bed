// Names of environments
// slipway FILE plan --env ../other
import dev.slipway.dsl.*

val replicas = if (environment == "production") 3 else 1
