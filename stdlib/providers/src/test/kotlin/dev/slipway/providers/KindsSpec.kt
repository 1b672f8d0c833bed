package dev.slipway.providers

import dev.slipway.dial.Dialer
import dev.slipway.evaluate.LambdaSource
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldNotBe

class KindsSpec :
    FunSpec({
        test("every kind of every system can be made, and no two systems share one") {
            val names = Providers.systems().flatMap { it.kinds() }
            val registry =
                Providers
                    .kinds(tempdir().toPath(), LambdaSource.NONE, Dialer.DIRECT)
                    .build()
            names.shouldBeUnique()
            names shouldContainAll listOf("file", "host.file", "proxmox.vm")
            names.forEach { registry.provider(it) shouldNotBe null }
        }
    })
