package dev.slipway.data

import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.InvalidInputException
import java.io.IOException
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.Path

/** Reads the parameters in a YAML, JSON or TOML file, which is a map from their names to their values. */
@InternalSlipwayApi
public object ParameterFile {
    /** The text of each parameter, as `-p` would give it. */
    @JvmStatic
    public fun read(file: Path): Map<String, String> {
        val format = DataFormat.of("$file") ?: throw InvalidInputException(
            "unknown format of the parameter file $file",
            "the ending of its name tells the format",
            "name it .yaml, .json or .toml",
        )
        val root = try {
            format.read(DataFile.text(Files.readAllBytes(file)))
        } catch (e: DataSyntaxException) {
            throw InvalidInputException(
                "$file:${e.line}: invalid ${format.title}",
                e.message.orEmpty(),
                "correct the file",
            )
        } catch (_: CharacterCodingException) {
            throw InvalidInputException("the parameter file $file is not text", "it is not UTF-8", "save it as UTF-8")
        } catch (e: IOException) {
            throw InvalidInputException(
                "the parameter file $file cannot be read",
                "$e",
                "create it, or correct the path",
            )
        }
        return when (root) {
            is DataNode.Null -> emptyMap()

            is DataNode.Mapping -> root.entries.associate { it.key to ParameterText.of(it.value) }

            else -> throw InvalidInputException(
                "the parameter file $file has no names",
                "it must be a map from the names of parameters to their values",
                "write lines such as: replicas: 3",
            )
        }
    }
}
