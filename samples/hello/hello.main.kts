#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

val who = parameter("who", "world") // slipway hello.main.kts plan -p who=you

// An object of this machine: put back when somebody else changes it.
val greeting = file("out/greeting.txt") { content = "Hello, $who!\n" }

// Work in Kotlin: done again only when the greeting, or what it does, has changed.
val loud = task("loud") {
    inputs("out/greeting.txt")
    outputs("out/loud.txt")
    run {
        val text = path("out/greeting.txt").toFile().readText().uppercase()
        path("out/loud.txt").toFile().writeText(text)
        output("letters", "${text.count { it.isLetter() }}")
    }
}

// A program, with what it needs and what it leaves behind.
exec("count") {
    shell("wc -c < out/loud.txt > out/size.txt")
    inputs("out/loud.txt")
    outputs("out/size.txt")
}

output("digest") { greeting.sha256 }
output("letters") { loud.output("letters") }
