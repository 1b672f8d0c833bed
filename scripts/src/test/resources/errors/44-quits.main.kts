// A script that ends the process
import dev.slipway.dsl.*

if (env("HOME") == null) kotlin.system.exitProcess(1)
task("half") { run { Runtime.getRuntime().halt(0) } }
