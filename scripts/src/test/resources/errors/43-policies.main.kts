// A policy for what is not there
import dev.slipway.dsl.*

file("motd") { content = "Welcome"; ignore("modes") }
