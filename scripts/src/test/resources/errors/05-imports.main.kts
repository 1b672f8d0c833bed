// An import that is not there
@file:Import("library.main.kts")

val a = 1
