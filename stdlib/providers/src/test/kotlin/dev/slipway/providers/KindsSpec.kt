package dev.slipway.providers

import dev.slipway.dial.Dialer
import dev.slipway.evaluate.LambdaSource
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldNotBe

class KindsSpec :
    FunSpec({
        test("every kind that is named can be made, and none is named twice") {
            val names = LocalKinds.NAMES.toList() + HostKinds.NAMES + ProxmoxKinds.NAMES + KubeKinds.NAMES
            val registry =
                Providers
                    .kinds(tempdir().toPath(), LambdaSource.NONE, Dialer.DIRECT)
                    .build()
            names.shouldNotBeEmpty()
            names.shouldBeUnique()
            names.forEach { registry.provider(it) shouldNotBe null }
        }
    })
