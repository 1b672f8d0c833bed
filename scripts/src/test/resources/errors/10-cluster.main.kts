// Names
import dev.slipway.dsl.*

cluster("")
cluster("home")
cluster("away")
