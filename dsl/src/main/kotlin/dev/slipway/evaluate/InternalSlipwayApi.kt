package dev.slipway.evaluate

/** What words are made of: for whoever makes words and hosts scripts, and out of reach of scripts themselves. */
@RequiresOptIn("This is what words are made of; scripts use the words.", RequiresOptIn.Level.ERROR)
@Retention(AnnotationRetention.BINARY)
@Target(
    AnnotationTarget.CLASS,
    AnnotationTarget.CONSTRUCTOR,
    AnnotationTarget.FUNCTION,
    AnnotationTarget.PROPERTY,
    AnnotationTarget.PROPERTY_SETTER,
)
public annotation class InternalSlipwayApi
