#!/usr/bin/env python3
"""Writes the facts of Kubernetes' types that the lab's API server needs, from the published OpenAPI of several releases.

  types.py OUT MODULES RELEASE...    types.py types.txt ~/go/pkg/mod/k8s.io 1.33.0 1.34.0 1.35.4 1.36.0

MODULES holds the Go modules of those releases: kubernetes (its api/openapi-spec), api, apimachinery,
apiextensions-apiserver and kube-aggregator. Only names, types, required fields, list types and keys, patch strategies,
defaults and enumerations are taken, and from the Go types whether an empty value is kept (keep) or written (always).
"""
import json
import pathlib
import re
import sys

SHORT = [("io.k8s.apimachinery.pkg.apis.meta.v1.", "meta.v1."), ("io.k8s.api.", "")]
PLAIN = {("string", "date-time"): "time", ("string", "byte"): "bytes", ("integer", "int32"): "int32",
         ("integer", "int64"): "int64", ("number", "double"): "number", ("string", "int-or-string"): "intorstring"}
KEPT = "io.k8s."


def short(name):
    for prefix, instead in SHORT:
        if name.startswith(prefix):
            return instead + name[len(prefix):]
    return name


def type_of(schema):
    if "$ref" in schema:
        return short(schema["$ref"].rsplit("/", 1)[1])
    kind = schema.get("type")
    if kind == "array":
        return "[]" + type_of(schema["items"])
    if kind == "object" and "additionalProperties" in schema:
        return "{}" + type_of(schema["additionalProperties"])
    if kind == "object" or kind is None:
        return "object" if kind else "any"
    return PLAIN.get((kind, schema.get("format")), kind)


GO_FIELD = re.compile(r'^\s+(?:(\w+)\s+)?(\S.*?)\s+`[^`]*json:"([^"]*)"')


def go_types(modules, release):
    """The fields of each Go type, by the package's last parts and the type's name: what is written when it is empty."""
    minor = "v0" + release[1:]
    structs = {}
    for module in ("api", "apimachinery", "apiextensions-apiserver", "kube-aggregator"):
        root = modules / f"{module}@{minor}"
        for file in root.rglob("*.go"):
            if file.name.endswith("_test.go") or file.name.startswith("zz_") or "/v1" not in str(file.parent) + "/" \
                    and "/v2" not in str(file.parent) + "/":
                continue
            package = "/".join(file.parent.parts[-2:])
            current = None
            for line in file.read_text().splitlines():
                start = re.match(r"^type (\w+) struct \{", line)
                if start:
                    current = structs.setdefault(package + "/" + start.group(1), {})
                elif line.startswith("}"):
                    current = None
                elif current is not None:
                    found = GO_FIELD.match(line)
                    if found:
                        options = found.group(3).split(",")
                        if "inline" in options:
                            current.setdefault("", []).append(found.group(2).lstrip("*").rsplit(".", 1)[-1])
                        elif options[0] not in ("", "-"):
                            current[options[0]] = (found.group(2), "omitempty" in options, "omitzero" in options)
    return structs


def go_words(structs, owner, name, kind):
    """How Go writes an empty value of a field."""
    parts = owner.split(".")
    package = "/".join(parts[-3:-1]) if len(parts) > 2 else ""
    fields = structs.get(package + "/" + parts[-1], {})
    found = fields.get(name)
    for inlined in fields.get("", []):
        found = found or structs.get(package + "/" + inlined, {}).get(name)
    if not found:
        return []
    go, omitempty, omitzero = found
    nilable = go.startswith(("*", "[]", "map[")) or kind.startswith(("[]", "{}"))
    if go.startswith("*"):
        return ["keep"] if kind in ("string", "int32", "int64", "boolean", "number") else []
    if omitzero or (omitempty and (nilable or kind in ("string", "bytes", "int32", "int64", "boolean", "number"))):
        return []
    if omitempty and "." not in kind:
        return []
    return ["always"]


def line_of(name, schema, required, detail, keys, go):
    words = [name + ("!" if required else ""), type_of(schema)]
    listed = schema.get("x-kubernetes-list-type")
    if listed == "map":
        words.append("list=map:" + ",".join(schema["x-kubernetes-list-map-keys"]))
    elif listed and listed != "atomic":
        words.append("list=" + listed)
    elif listed:
        words.append("list=atomic")
    if "x-kubernetes-map-type" in schema:
        words.append("map=" + schema["x-kubernetes-map-type"])
    if "x-kubernetes-patch-strategy" in schema:
        words.append("patch=" + schema["x-kubernetes-patch-strategy"])
    if "x-kubernetes-patch-merge-key" in schema:
        words.append("key=" + schema["x-kubernetes-patch-merge-key"])
    words += go
    default = detail.get("default")
    if default is not None and (default or name in keys) and default != {}:
        words.append("default=" + json.dumps(default, separators=(",", ":")))
    enum = detail.get("enum") or (detail.get("items") or {}).get("enum")
    if enum:
        words.append("enum=" + "|".join(str(value) for value in sorted(enum) if value != ""))
    return " ".join(words)


def release(modules, version):
    """The lines of each type of a release, by the type's name, with a first one that describes the type itself."""
    directory = modules / f"kubernetes@v{version}" / "api" / "openapi-spec"
    structs = go_types(modules, version)
    swagger = json.loads((directory / "swagger.json").read_text())["definitions"]
    detailed = {}
    for file in sorted((directory / "v3").glob("*.json")):
        detailed.update(json.loads(file.read_text()).get("components", {}).get("schemas", {}))
    keys = set()
    for schema in swagger.values():
        for field in schema.get("properties", {}).values():
            keys.update(field.get("x-kubernetes-list-map-keys", []))

    def kinds(schema):
        return [kind for kind in schema.get("x-kubernetes-group-version-kind", []) if re.fullmatch(r"v\d+", kind["version"])]

    wanted, queue = set(), [name for name, schema in swagger.items() if kinds(schema)]
    while queue:
        name = queue.pop()
        if name in wanted or not name.startswith(KEPT):
            continue
        wanted.add(name)
        queue += [ref.rsplit("/", 1)[1] for ref in re.findall(r'"\$ref": "([^"]+)"', json.dumps(swagger[name]))]
    types = {}
    for name in sorted(wanted):
        schema = swagger[name]
        detail = detailed.get(name, {}).get("properties", {})
        head = ["type", short(name)]
        if "properties" not in schema:
            head.append(type_of(schema))
        found = sorted({"/".join((kind["group"], kind["version"], kind["kind"])) for kind in kinds(schema)})
        if len(found) == 1:
            head.append("kind=" + found[0])
        if "x-kubernetes-map-type" in schema:
            head.append("map=" + schema["x-kubernetes-map-type"])
        required = schema.get("required", [])
        lines = [" ".join(head)]
        for field, content in sorted(schema.get("properties", {}).items()):
            go = go_words(structs, name, field, type_of(content))
            lines.append(line_of(field, content, field in required, detail.get(field, {}), keys, go))
        types[short(name)] = lines
    return types


def span(present, all_of_them):
    """How a line that some releases have is marked, or nothing where all have it."""
    if present == all_of_them:
        return ""
    return " in=" + ",".join(present)


def main(out, modules, wanted):
    versions, releases = [], []
    for version in wanted:
        versions.append(version.rsplit(".", 1)[0])
        releases.append(release(pathlib.Path(modules), version))
    text = ["# generated by scripts/judge/kubernetes.d/types.py from the OpenAPI of Kubernetes " + ", ".join(versions),
            "versions " + " ".join(versions)]
    for name in sorted(set().union(*releases)):
        having = [version for version, types in zip(versions, releases) if name in types]
        heads, fields = {}, {}
        for version, types in zip(versions, releases):
            for number, line in enumerate(types.get(name, [])):
                (fields if number else heads).setdefault(line, []).append(version)
        for head, present in heads.items():
            text.append(head + span(present, versions))
        for line, present in sorted(fields.items()):
            text.append(" " + line + span(present, having))
    pathlib.Path(out).write_text("\n".join(text) + "\n")


main(sys.argv[1], sys.argv[2], sys.argv[3:])
