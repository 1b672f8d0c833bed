package dev.slipway.evaluate

/** The API for authors of words and hosts of scripts; scripts themselves cannot use it. */
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
