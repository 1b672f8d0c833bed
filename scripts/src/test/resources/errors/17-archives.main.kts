// Archives and downloads
import dev.slipway.dsl.*

archive("out/a.zip") { executable("run.sh") }
archive("out/b.rar") { }
archive("/c.zip") { from("17-archives.main.kts") }
download("example.org/tool")
download("http://example.org/tool")
download("https://example.org/other") { sha256 = "abc" }
http("example.org")
