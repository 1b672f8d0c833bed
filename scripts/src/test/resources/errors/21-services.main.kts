// Services
import dev.slipway.dsl.*

service("api") { port = 70000; replicas = -1 }
service("web") { image = "registry.home.example/web:1" }
service("web") { image = "registry.home.example/web:2" }
expose("api")
expose("apy") via nat("neo", "203.0.113.1", 80, to = "10.10.0.10")
