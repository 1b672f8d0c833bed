package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import io.ktor.client.HttpClient
import io.ktor.client.engine.okhttp.OkHttp
import io.ktor.client.request.header
import io.ktor.client.request.request
import io.ktor.client.request.setBody
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.http.HttpMethod
import io.ktor.http.content.OutgoingContent
import io.ktor.http.content.TextContent
import okhttp3.ConnectionPool
import okhttp3.OkHttpClient
import okhttp3.Protocol
import java.io.IOException
import java.net.Proxy
import java.net.URI
import java.security.SecureRandom
import java.time.Duration
import java.util.concurrent.TimeUnit
import javax.net.ssl.SSLContext

/** Requests and answers, and nothing of what they mean. */
internal class HttpTransport(
    connection: Connection,
    dialer: Dialer,
    private val silence: Duration = Duration.ofSeconds(90),
    private val whole: Duration = Duration.ofMinutes(4),
) : AutoCloseable {
    private val trust = dialer.backstage().map { PinnedTrust(it.authority(), listOf()) }
        .orElseGet { PinnedTrust(connection.authority, connection.pins) }
    private val sockets = DialerSocketFactory(dialer)

    /** An idle connection is closed by the server after five seconds; one that reads may be used again before. */
    private val reading = lazy { client(ConnectionPool(4, 3, TimeUnit.SECONDS)) { withDeadline() } }

    /** What changes something never meets a connection that is about to be closed: each has its own. */
    private val writing = lazy { client(ConnectionPool(0, 1, TimeUnit.SECONDS)) { withDeadline() } }

    /** A file takes as long as it takes, as long as something moves. */
    private val uploading = lazy { client(ConnectionPool(0, 1, TimeUnit.SECONDS)) }

    /** Whether anything at all answers over a new connection, soon: its page, for which nobody has to log in. */
    suspend fun reaches(to: URI): Boolean {
        val soon = if (sockets.isHere(to)) SOON_HERE else SOON
        val client = client(ConnectionPool(0, 1, TimeUnit.SECONDS)) { callTimeout(soon, TimeUnit.MILLISECONDS) }
        return try {
            client.use { it.request("${to.scheme}://${to.rawAuthority}/").status.value > 0 }
        } catch (_: IOException) {
            false
        }
    }

    /** The address that this machine has toward a place; nothing where that is on this machine. */
    fun ownAddress(to: URI): String? = sockets.own(to)

    suspend fun send(
        to: URI,
        method: String,
        path: String,
        form: FormParameters = FormParameters(),
        headers: Map<String, String> = mapOf(),
        file: OutgoingContent? = null,
    ): Answer {
        val inBody = method == "POST" || method == "PUT"
        val query = if (inBody || form.isEmpty) "" else "?" + form.encoded()
        val client = when {
            file != null -> uploading
            method == "GET" -> reading
            else -> writing
        }.value
        val response = client.request("${to.scheme}://${to.rawAuthority}/api2/json$path$query") {
            this.method = HttpMethod.parse(method)
            headers.forEach { (name, value) -> header(name, value) }
            if (file != null) {
                setBody(file)
            } else if (inBody) {
                setBody(TextContent(form.encoded(), ContentType.Application.FormUrlEncoded))
            }
        }
        return Answer(response.status.value, response.status.description, response.bodyAsText())
    }

    override fun close() {
        listOf(reading, writing, uploading).filter { it.isInitialized() }.forEach { it.value.close() }
    }

    private fun client(pool: ConnectionPool, more: OkHttpClient.Builder.() -> Unit = {}) = HttpClient(OkHttp) {
        expectSuccess = false
        followRedirects = false
        engine {
            config {
                prepare(pool)
                more()
            }
        }
    }

    /** From the connection to the last byte of the body: one that drips is no answer either. */
    private fun OkHttpClient.Builder.withDeadline() {
        callTimeout(whole.toMillis(), TimeUnit.MILLISECONDS)
    }

    private fun OkHttpClient.Builder.prepare(pool: ConnectionPool) {
        val context = SSLContext.getInstance("TLS").apply { init(null, arrayOf(trust), SecureRandom()) }
        sslSocketFactory(context.socketFactory, trust)
        if (trust.isPinned) {
            hostnameVerifier { _, _ -> true } // the certificate itself was recognized
        }
        connectionPool(pool)
        protocols(listOf(Protocol.HTTP_1_1))
        proxy(Proxy.NO_PROXY)
        socketFactory(sockets)
        dns(DialerSocketFactory.NAMES)
        retryOnConnectionFailure(false) // what may be sent twice is decided where it is known
        followRedirects(false)
        connectTimeout(10, TimeUnit.SECONDS)
        readTimeout(silence.toMillis(), TimeUnit.MILLISECONDS)
        writeTimeout(silence.toMillis(), TimeUnit.MILLISECONDS)
    }

    private companion object {
        const val SOON = 5_000L

        /** On this machine, such as in a lab, nobody is far. */
        const val SOON_HERE = 1_500L
    }
}
