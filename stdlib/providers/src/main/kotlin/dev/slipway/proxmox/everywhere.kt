package dev.slipway.proxmox

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.supervisorScope

/** The same on several nodes at once. One that fails leaves the others to come to their end before it is told. */
internal suspend fun everywhere(nodes: List<String>, deed: suspend (String) -> Unit): Unit = supervisorScope {
    nodes.map { node -> async { runCatching { deed(node) } } }.awaitAll().forEach { it.getOrThrow() }
}
