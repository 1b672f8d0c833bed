package dev.slipway.proxmox

import java.io.ByteArrayInputStream
import java.security.KeyStore
import java.security.MessageDigest
import java.security.cert.CertificateException
import java.security.cert.CertificateFactory
import java.security.cert.X509Certificate
import javax.net.ssl.TrustManagerFactory
import javax.net.ssl.X509TrustManager

/** A certificate that nothing vouches for, with the fingerprint by which it could be pinned. */
internal class Untrusted(val fingerprint: String, why: String) : CertificateException(why)

/**
 * Whom to believe: an authority, whose certificates must also carry the name of the host, or the very certificates with
 * these fingerprints, whatever they are called.
 */
internal class PinnedTrust(authority: String, pins: List<String>) : X509TrustManager {
    private val pins = pins.map(::bare).toSet()
    private val chain: X509TrustManager = managers(authority)

    val isPinned get() = pins.isNotEmpty()

    override fun checkServerTrusted(shown: Array<X509Certificate>, kind: String) {
        val seen = fingerprint(shown.first())
        if (!isPinned) {
            try {
                chain.checkServerTrusted(shown, kind)
            } catch (e: CertificateException) {
                throw Untrusted(seen, "no authority that we trust has signed it").apply { initCause(e) }
            }
        } else if (bare(seen) !in pins) {
            throw Untrusted(seen, "it is none of those that are pinned")
        }
    }

    override fun checkClientTrusted(shown: Array<X509Certificate>, kind: String): Unit =
        throw CertificateException("no clients are accepted")

    override fun getAcceptedIssuers(): Array<X509Certificate> = chain.acceptedIssuers

    companion object {
        fun fingerprint(certificate: X509Certificate): String = MessageDigest.getInstance("SHA-256")
            .digest(certificate.encoded).joinToString(":") { "%02X".format(it) }

        private fun bare(fingerprint: String) = fingerprint.replace(":", "").uppercase()

        private fun managers(authority: String): X509TrustManager {
            val store = if (authority.isEmpty()) null else KeyStore.getInstance("PKCS12").apply { load(null, null) }
            if (store != null) {
                CertificateFactory.getInstance("X.509")
                    .generateCertificates(ByteArrayInputStream(authority.toByteArray()))
                    .forEachIndexed { i, each -> store.setCertificateEntry("ca$i", each) }
            }
            val factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
            factory.init(store)
            return factory.trustManagers.filterIsInstance<X509TrustManager>().first()
        }
    }
}
