// A library that is not there
@file:DependsOn("nothing.jar")

val a = 1
