package dev.slipway.local

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetSocketAddress
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors

/** A web server on a free port, which records the headers of each request by path. */
class Site(private val answer: (HttpExchange) -> Unit) : AutoCloseable {
    val requests = ConcurrentLinkedQueue<Pair<String, Map<String, List<String>>>>()
    private val threads = Executors.newCachedThreadPool { Thread(it).apply { isDaemon = true } }
    private val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0).apply {
        executor = threads
        createContext("/") { exchange ->
            requests += exchange.requestURI.path to exchange.requestHeaders.toMap()
            exchange.use { answer(it) }
        }
        start()
    }

    val port: Int = server.address.port

    /** The same server under another name is another origin. */
    fun at(path: String, host: String = "127.0.0.1") = "http://$host:$port$path"

    fun received(path: String, header: String): String? =
        requests.last { it.first == path }.second[header]?.joinToString()

    override fun close() {
        server.stop(0)
        threads.shutdownNow()
    }

    private fun <T> HttpExchange.use(block: (HttpExchange) -> T): T = try {
        block(this)
    } finally {
        close()
    }
}

fun HttpExchange.says(text: String, status: Int = 200) {
    val bytes = text.toByteArray()
    sendResponseHeaders(status, if (bytes.isEmpty()) -1 else bytes.size.toLong())
    if (bytes.isNotEmpty()) {
        responseBody.write(bytes)
    }
}

fun HttpExchange.redirects(to: String, status: Int = 302) {
    responseHeaders.add("Location", to)
    sendResponseHeaders(status, -1)
}
