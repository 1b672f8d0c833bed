// Services
import dev.slipway.dsl.*

service("api") { port = 70000; replicas = -1 }
service("web") { image = "registry.home.example/web:1" }
service("web") { image = "registry.home.example/web:2" }
expose("api")
