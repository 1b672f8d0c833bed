package dev.slipway.probe

import dev.slipway.probe.Token.Kind

/** The brackets that are open after these tokens, the innermost last. */
internal fun openBrackets(tokens: List<Token>): List<Token> {
    val open = ArrayDeque<Token>()
    for (token in tokens) {
        if (token.opens) open.addLast(token)
        if (token.closes) open.removeLastOrNull()
    }
    return open
}

/** The words in whose blocks we are, the innermost first: `file` within `file("x") { ... }`. */
internal fun blocksAround(tokens: List<Token>): List<String> {
    val code = tokens.filterNot { it.isSilent }
    return openBrackets(code).asReversed().filter { it.isSign("{") }.mapNotNull { brace ->
        caller(code, code.indexOf(brace) - 1)?.text
    }.distinct()
}

/** The word that is called with a block after this token. */
private fun caller(code: List<Token>, last: Int): Token? {
    var i = last
    if (code.getOrNull(i)?.isSign(")") == true) {
        var depth = 0
        do {
            if (code[i].closes) depth++
            if (code[i].opens) depth--
            i--
        } while (depth > 0 && i >= 0)
    }
    return code.getOrNull(i)?.takeIf { it.kind == Kind.WORD && it.text !in KEYWORDS && it.text[0].isLetter() }
}

/** A name that the script or one of its imports may have given to something. */
internal data class Named(val name: String, val isFunction: Boolean, val isClass: Boolean)

private val CLASSES = setOf("class", "interface", "object")
private val KEYWORDS =
    (
        "as break catch class continue do else enum false finally for fun if import in interface is null object " +
            "package return super this throw true try typealias val var when while"
        ).split(' ').toSet()

/**
 * All that may be a name given here, which is more than what is: the compiler is asked about each. A value must be
 * given before it is used, so what comes [until] too late is left out.
 */
internal fun namesIn(tokens: List<Token>, until: Int): Set<Named> {
    val names = linkedSetOf<Named>()
    val code = tokens.filterNot { it.isSilent }
    code.forEachIndexed { i, token ->
        val previous = code.getOrNull(i - 1)?.text
        val next = code.getOrNull(i + 1)
        val name = token.text
        when {
            token.kind != Kind.WORD || name in KEYWORDS -> Unit
            previous in CLASSES -> names += Named(name, isFunction = false, isClass = true)
            next?.isSign("(") == true && isDeclared(code, i) -> names += Named(name, isFunction = true, isClass = false)
            token.start >= until -> Unit
            isGiven(previous, next) -> names += Named(name, isFunction = false, isClass = false)
        }
    }
    return names
}

/** Whether a function of this name is declared here: `fun name(`, or `fun Receiver.name(`. */
private fun isDeclared(code: List<Token>, i: Int): Boolean {
    var before = i - 1
    while (before >= 0 && (code[before].isSign(".", "?.", "<", ">", ",", "?") || code[before].kind == Kind.WORD)) {
        if (code[before].text == "fun") return true
        before--
    }
    return false
}

/** Whether something may get its name here: a property, a parameter, a variable of a loop or of a block. */
private fun isGiven(previous: String?, next: Token?): Boolean {
    val ends = next == null || next.isSign(":", ",", "->", ")", "}", ";") || next.text == "in"
    return previous in setOf("val", "var") || (ends && previous in setOf("(", ",", "{"))
}
