// An import that leads back
@file:Import("06-itself.main.kts")

val a = 1
