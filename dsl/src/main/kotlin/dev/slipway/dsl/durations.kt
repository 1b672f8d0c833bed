package dev.slipway.dsl

import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.toDuration

/** A thousandth of a second, so many times: `500.milliseconds`. */
public val Int.milliseconds: Duration get() = toDuration(DurationUnit.MILLISECONDS)

/** So many seconds: `30.seconds`. */
public val Int.seconds: Duration get() = toDuration(DurationUnit.SECONDS)

/** So many minutes: `5.minutes`. */
public val Int.minutes: Duration get() = toDuration(DurationUnit.MINUTES)

/** So many hours: `2.hours`. */
public val Int.hours: Duration get() = toDuration(DurationUnit.HOURS)

/** So many days of 24 hours: `90.days`. */
public val Int.days: Duration get() = toDuration(DurationUnit.DAYS)
