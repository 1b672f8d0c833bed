// Parameters of other types
// slipway FILE plan -p nodes=anvil
import dev.slipway.dsl.*

val nodes = parameter<List<String>>("nodes")
