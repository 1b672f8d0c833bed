package dev.slipway.dsl

/** Marks the receivers of the language: inside a block, the words of the blocks around it are out of reach. */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
public annotation class SlipwayDsl
