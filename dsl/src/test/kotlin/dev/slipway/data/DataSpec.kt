package dev.slipway.data

import dev.slipway.dsl.GiB
import dev.slipway.dsl.Size
import dev.slipway.dsl.output
import dev.slipway.dsl.parameter
import dev.slipway.dsl.readJson
import dev.slipway.dsl.readToml
import dev.slipway.dsl.readYaml
import dev.slipway.language.graph
import dev.slipway.language.problems
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes

/** What scripts read from data files, and what is wrong with them. */
class DataSpec :
    FunSpec({
        val directory = tempdir().toPath()

        fun write(name: String, text: String): Path = Files.writeString(directory.resolve(name), text)

        /** What a script gets to see. */
        fun <T> seen(read: () -> T): T {
            var value: T? = null
            graph(directory = directory) { value = read() }
            return checkNotNull(value)
        }

        test("the three formats give the same data classes") {
            val expected = Site("home", listOf(Machine("web", 8.GiB, Role.WORKER), Machine("db", role = Role.CONTROL)))
            write(
                "a.yaml",
                "name: home\nmachines:\n  - {name: web, memory: 8GiB, role: worker}\n  - name: db\n    role: control\n",
            )
            write(
                "a.json",
                """{"name": "home", "machines": [{"name": "web", "memory": "8GiB", "role": "worker"},
                    {"name": "db", "role": "control"}]}""",
            )
            write(
                "a.toml",
                "name = 'home'\n[[machines]]\nname = 'web'\nmemory = '8GiB'\nrole = 'worker'\n[[machines]]\nname = 'db'\nrole = 'control'\n",
            )
            seen { readYaml<Site>("a.yaml") } shouldBe expected
            seen { readJson<Site>("a.json") } shouldBe expected
            seen { readToml<Site>("a.toml") } shouldBe expected
        }

        test("defaults, nullable properties, sets, maps and plain values") {
            write(
                "b.yaml",
                "size: 3\nratio: 0.5\nwait: 5m\ntags: [a, b, a]\nports: {http: 80}\nany: [1, true, x, {y: ~}]\n",
            )
            seen { readYaml<Everything>("b.yaml") } shouldBe Everything(
                size = 3,
                ratio = 0.5,
                wait = 5.minutes,
                tags = setOf("a", "b"),
                ports = mapOf("http" to 80),
                any = listOf(1, true, "x", mapOf("y" to null)),
                note = null,
            )
        }

        test("text stays text: version numbers, yes and no") {
            write("c.yaml", "version: 1.10\nanswer: no\nquoted: \"5\"\n")
            seen { readYaml<Map<String, String>>("c.yaml") } shouldBe
                mapOf("version" to "1.10", "answer" to "no", "quoted" to "5")
        }

        test("all mistakes are reported at once, with their lines") {
            write(
                "bad.yaml",
                """
                name: home
                machines:
                  - name: web
                    memroy: 8GiB
                  - memory: lots
                    role: boss
                  - name: db
                    role: [worker]
                """.trimIndent(),
            )
            problems(directory = directory) {
                readYaml<Site>("bad.yaml")
            } shouldBe """
                line: bad.yaml:4: unknown key 'machines[0].memroy'
                  why: Machine has name, memory, role
                  do:  did you mean 'memory'?
                line: bad.yaml:5: invalid 'machines[1].memory': 'lots'
                  why: the script expects a size such as 512MiB or 16GiB there
                  do:  correct the value, or the type in the script
                line: bad.yaml:6: invalid 'machines[1].role': 'boss'
                  why: the script expects one of worker, control there
                  do:  correct the value, or the type in the script
                line: bad.yaml:5: missing 'machines[1].name'
                  why: the script has no default for it
                  do:  add it to the file, or a default to the class in the script
                line: bad.yaml:8: invalid 'machines[2].role': a list
                  why: the script expects one of worker, control there
                  do:  correct the value, or the type in the script
            """.trimIndent()
        }

        test("a class may refuse values with its own words") {
            write("refused.json", """{"from": 5, "to": 3}""")
            problems(directory = directory) {
                readJson<Span>("refused.json")
            } shouldBe """
                line: refused.json:1: invalid content
                  why: from 5 is after 3
                  do:  correct it
            """.trimIndent()
        }

        test("files that do not follow their format are refused with the line") {
            for ((name, text, what) in listOf(
                Triple("x.yaml", "a: 1\na: 2\n", "x.yaml:2: invalid YAML"),
                Triple("x.yaml", "a: [1\n", "x.yaml:2: invalid YAML"),
                Triple("x.json", "{a: 1}", "x.json:1: invalid JSON"),
                Triple("x.json", "a: 1", "x.json:1: invalid JSON"),
                Triple("x.json", "[1, nope]", "x.json:1: invalid JSON"),
                Triple("x.toml", "a = 1\nb = \n", "x.toml:2: invalid TOML"),
            )) {
                write(name, text)
                val told = problems(directory = directory) {
                    when (name) {
                        "x.yaml" -> readYaml<Map<String, Int>>(name)
                        "x.json" -> readJson<Map<String, Int>>(name)
                        else -> readToml<Map<String, Int>>(name)
                    }
                }
                told.lines().first() shouldBe "line: $what"
            }
        }

        test("aliases that multiply are refused and not expanded") {
            val rows = (1..20).map { "a$it: &a$it [${List(10) { _ -> "*a${it - 1}" }.joinToString()}]" }
            write("bomb.yaml", "a0: &a0 [1]\n${rows.joinToString("\n")}\n")
            problems(directory = directory) { readYaml<Map<String, Any>>("bomb.yaml") }
                .lines()[1] shouldBe "  why: it has more than 1000000 values"
        }

        test("classes that use the script's values are refused, and so are types that no file can hold") {
            write("y.yaml", "a: 1\n")
            problems(directory = directory) { readYaml<Map<String, Thread>>("y.yaml") }
                .lines().first() shouldBe "line: y.yaml:1: unsupported type java.lang.Thread for 'a'"
        }

        test("a parameter can be a list of data classes") {
            val machines = "machines" to """[{"name": "web", "memory": "8GiB"}]"""
            var seen: List<Machine> = listOf()
            graph(mapOf(machines)) { seen = parameter<List<Machine>>("machines") }
            seen shouldBe listOf(Machine("web", 8.GiB))
            graph { seen = parameter("machines", listOf(Machine("a"))) }
            seen shouldBe listOf(Machine("a"))
            problems { parameter<List<Machine>>("machines") }.lines().first() shouldBe
                "line: the parameter 'machines' is not given"
            problems(mapOf("machines" to "[{nam: web}]")) {
                parameter<List<Machine>>("machines")
            }.lines().first() shouldBe
                "line: parameter 'machines': unknown key '[0].nam'"
        }

        test("a parameter file gives values as -p would") {
            val file = write("p.yaml", "replicas: 3\nname: web\nmachines:\n  - {name: \"1\", memory: 8GiB}\nempty:\n")
            val given = ParameterFile.read(file)
            given shouldBe mapOf(
                "replicas" to "3",
                "name" to "web",
                "machines" to """[{"name":"1","memory":"8GiB"}]""",
                "empty" to "null",
            )
            var seen: List<Machine> = listOf()
            graph(given - "empty") {
                output("replicas") { "${parameter("replicas", 1)} ${parameter("name", "")}" }
                seen = parameter<List<Machine>>("machines")
            }
            seen shouldBe listOf(Machine("1", 8.GiB))
        }
    })

private data class Site(val name: String, val machines: List<Machine>)

private data class Machine(val name: String, val memory: Size = 4.GiB, val role: Role = Role.WORKER)

private enum class Role { WORKER, CONTROL }

private data class Everything(
    val size: Int,
    val ratio: Double,
    val wait: Duration,
    val tags: Set<String>,
    val ports: Map<String, Int>,
    val any: List<Any?>,
    val note: String?,
)

private data class Span(val from: Int, val to: Int) {
    init {
        require(from <= to) { "from $from is after $to" }
    }
}
