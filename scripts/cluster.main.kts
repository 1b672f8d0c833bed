#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

// Show what would be done:  slipway FILE plan
// Do it:                    slipway FILE up
val who = parameter("who", "world")

output("greeting") { "hello, $who" }
