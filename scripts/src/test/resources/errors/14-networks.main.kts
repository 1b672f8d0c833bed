// Networks and addresses
import dev.slipway.dsl.*

val lan = network("10.0.3.0/24") { gateway = "10.0.4.1"; vlan = 5000 }
val a = listOf(lan["10.0.4.7"], lan["nonsense"], lan[300])
val b = network("10.0.3.0")
val c = network("10.0.3.7/24")
val d = address("10.0.3")
