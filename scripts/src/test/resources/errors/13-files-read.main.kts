// Files that the script reads
import dev.slipway.dsl.*

readFile("none.txt")
readFile("latin1.txt")
