#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

// Show what would be done:  slipway FILE plan
// Do it:                    slipway FILE up
// Take it down again:       slipway FILE down
val who = parameter("who", "world")

file("hello/greeting.txt") { content = "hello, $who\n" }

val loud by task {
    inputs("hello/greeting.txt")
    outputs("hello/loud.txt")
    run {
        val text = path("hello/greeting.txt").toFile().readText().uppercase()
        path("hello/loud.txt").toFile().writeText(text)
        output("text", text.trim())
    }
}

output("greeting") { loud.output("text") }
