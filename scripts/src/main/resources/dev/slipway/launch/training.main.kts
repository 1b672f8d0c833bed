import dev.slipway.dsl.*

cluster("training")

val who = parameter("who", "world")
val stage = environment
val lan = network("10.0.3.0/24")

val words = task("words") {
    outputs("out/words.txt")
    run {
        path("out/words.txt").toFile().writeText("hello, $who")
        output("count", "2")
    }
}

val settings = (1..3).map { file("out/setting$it.txt") { content = "number $it of $who" } }

val joined = exec("joined") {
    after(words)
    command("sh", "-c", "cat out/words.txt > out/joined.txt")
    inputs("out/words.txt")
    outputs("out/joined.txt")
}

output("count") { text("there are ", words.output("count"), " words in ", stage) }
