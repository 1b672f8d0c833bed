// Values where a word takes a block, and names where it takes a part
import dev.slipway.dsl.*

output("memory", "8 GiB")
exec("site") { command("make", "site") }
exec("publish") {
    command("make", "publish")
    after("site")
}
