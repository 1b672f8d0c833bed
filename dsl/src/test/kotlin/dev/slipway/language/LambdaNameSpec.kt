package dev.slipway.language

import dev.slipway.evaluate.LambdaName
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.Serializable

fun interface Body : Serializable {
    fun run(word: String): String
}

data class Point(val x: Int)

private fun shout(word: String) = word.uppercase()

class LambdaNameSpec :
    FunSpec({
        fun name(body: Body) = LambdaName.of(body).shouldBeInstanceOf<LambdaName.Known>().text

        test("the same code with the same values has the same name, wherever it stands") {
            val first = Body { it + 1 }
            val second = Body { it + 1 }
            name(first) shouldBe name(second)
            name(Body { it + 2 }) shouldNotBe name(first)
        }

        test("values count") {
            fun with(number: Int, list: List<Point>) = Body { it + number + list }
            name(with(1, listOf(Point(2)))) shouldBe name(with(1, listOf(Point(2))))
            name(with(1, listOf(Point(2)))) shouldNotBe name(with(2, listOf(Point(2))))
            name(with(1, listOf(Point(2)))) shouldNotBe name(with(1, listOf(Point(3))))
        }

        test("what it calls counts, and lambdas inside do not depend on where they stand") {
            val a = Body { word -> shout(word).map { it + 1 }.joinToString { if (it > 'a') "x" else "y" } }
            val b = Body { word -> shout(word).map { it + 1 }.joinToString { if (it > 'a') "x" else "y" } }
            val c = Body { word -> shout(word).map { it + 2 }.joinToString { if (it > 'a') "x" else "y" } }
            name(a) shouldBe name(b)
            name(a) shouldNotBe name(c)
        }

        test("what has no form of its own is refused by name") {
            val thread = Thread.currentThread()
            val name = LambdaName.of(Body { it + thread.name })
            name.shouldBeInstanceOf<LambdaName.Unknown>().why shouldContain "is a Thread"
        }

        test("switches, exceptions and loops are told apart") {
            fun body(limit: Int) = Body {
                var n = 0
                try {
                    for (c in it) {
                        n += when (c) {
                            'a' -> 1
                            'b' -> 2
                            'z' -> 70000
                            else -> c.code
                        }
                    }
                } catch (e: NumberFormatException) {
                    n = -1
                }
                "${n % limit}"
            }
            name(body(5)) shouldBe name(body(5))
        }
    })
