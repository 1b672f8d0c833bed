// Kotlin that is none
val x = (1 +
val y = )
