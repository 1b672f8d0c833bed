// Data files
import dev.slipway.dsl.*

data class Machine(val name: String, val memory: Size = 4.GiB, val cores: Int = 2)

val machines = readYaml<List<Machine>>("machines.yaml")
