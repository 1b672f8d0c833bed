// A function without an end
fun count(n: Int): Int = count(n + 1) + 1
val a = count(0)
