package dev.slipway.kube

import com.fasterxml.jackson.databind.JsonNode
import dev.slipway.local.Machine
import io.fabric8.kubernetes.client.Config
import io.fabric8.kubernetes.client.utils.HttpClientUtils
import java.io.File
import java.util.concurrent.atomic.AtomicInteger

/**
 * An API server to test against: a real kube-apiserver, named by a kubeconfig in the environment. Specs that need it are
 * skipped where there is none.
 */
class Judge(val kubeconfig: String) {
    private val config = Config.fromKubeconfig(File(kubeconfig)).also { it.requestRetryBackoffLimit = 0 }
    private val client = HttpClientUtils.getHttpClientFactory().newBuilder(config).build()
    private val base = config.masterUrl.trimEnd('/')

    /** What another client sends, and the answer. */
    fun send(method: String, path: String, body: String = "", type: String = "application/json"): JsonNode {
        val request = client.newHttpRequestBuilder().uri(base + path)
            .apply { if (method == "GET") header("Accept", "application/json") else method(method, type, body) }
        return Json.read(client.sendAsync(request.build(), ByteArray::class.java).get().body())
    }

    fun get(path: String) = send("GET", path)

    /** Server-side apply by another manager. */
    fun apply(path: String, manager: String, body: String) =
        send("PATCH", "$path?fieldManager=$manager&force=true", body, "application/apply-patch+yaml")

    /** A change by hand. */
    fun patch(path: String, manager: String, body: String) =
        send("PATCH", "$path?fieldManager=$manager", body, "application/merge-patch+json")

    fun machine() = Machine().also { it.releasing = true }

    companion object {
        private val numbers = AtomicInteger()
        val KUBECONFIG: String? = System.getenv("SLIPWAY_TEST_KUBECONFIG")
        val isThere = KUBECONFIG != null

        /** A name that no other test uses. */
        fun fresh(stem: String) = "$stem-${System.currentTimeMillis().toString(36)}-${numbers.incrementAndGet()}"
    }
}
