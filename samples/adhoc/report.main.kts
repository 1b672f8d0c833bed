#!/usr/bin/env slipway
@file:DependsOn("dev.slipway:slipway-stdlib:0.1.0")

import dev.slipway.dsl.*

// Counts the errors of each day, once for each log, and makes one report of it. A new log costs one step, not all.
val days = env("DAYS", "2026-11-18 2026-11-19 2026-11-20").split(" ")

val counts = days.map { day ->
    exec("errors of $day") {
        inputs("logs/$day.log")
        outputs("out/$day.count")
        shell("grep -c ' ERROR ' logs/$day.log > out/$day.count || test $? -eq 1")
    }
}

val report = task("report") {
    inputs(*days.map { "out/$it.count" }.toTypedArray())
    outputs("out/report.md")
    run {
        val rows = files.map { name ->
            val day = name.removePrefix("out/").removeSuffix(".count")
            "| $day | ${path(name).toFile().readText().trim()} |"
        }
        val head = listOf("# Errors", "", "| day | errors |", "| --- | ---: |")
        path("out/report.md").toFile().writeText((head + rows).joinToString("\n", postfix = "\n"))
        output("days", "${rows.size}")
    }
}

output("days") { report.output("days") }
