package dev.slipway.data

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Origins
import dev.slipway.model.InvalidInputException
import dev.slipway.model.Problem
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import kotlin.reflect.KType

/** Reads a data file of the script as a value of a type. */
@InternalSlipwayApi
public object DataFile {
    public fun yaml(path: String, type: KType, more: List<ScalarType>): Any? = read(path, DataFormat.YAML, type, more)

    public fun json(path: String, type: KType, more: List<ScalarType>): Any? = read(path, DataFormat.JSON, type, more)

    public fun toml(path: String, type: KType, more: List<ScalarType>): Any? = read(path, DataFormat.TOML, type, more)

    private fun read(path: String, format: DataFormat, type: KType, more: List<ScalarType>): Any? {
        val node = try {
            format.read(text(CurrentScript.cluster().reads.file(path)))
        } catch (e: DataSyntaxException) {
            throw refused("$path:${e.line}: invalid ${format.title}", e.message.orEmpty(), "correct the file")
        } catch (_: CharacterCodingException) {
            throw refused("the file $path is not text", "it is not UTF-8", "save it as UTF-8")
        } catch (e: IOException) {
            throw refused("the file $path cannot be read", e.toString(), "create it, or correct the path")
        }
        val decoder = Decoder(Origins.here(), more) { line -> "$path:$line: " }
        val value = decoder.decode(node, type)
        if (decoder.problems.isNotEmpty()) {
            throw InvalidInputException(decoder.problems)
        }
        return value
    }

    internal fun text(bytes: ByteArray) = Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()

    /** Without a value, the script cannot go on. */
    private fun refused(what: String, why: String, fix: String) =
        InvalidInputException(listOf(Problem(what, Origins.here(), why, fix)))
}
