"""The schema as its docs pages tell it: operations in groups, each with its types."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import slugify

from archive.api._parameters import FIELDS
from archive.api._problems import KINDS, Kind
from archive.api._schema import api_schema

_QUESTIONS = {
    "search": "?q=lithium&country=cl",
    "facet": "?q=lithium",
    "analysis": "?q=lithium&after=2024",
    "suggest": "?q=gra",
    "companies": "?find=glencore",
    "sources": "?find=daily",
}
_PLACES = {"{id}": "7", "{facet}": "country", "{table}": "timeline"}

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a description; code is what stands between backticks."""

    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """A type in words; `name` is the described type that it is made of, if any."""

    before: str = ""
    name: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A value and what it does."""

    value: str
    summary: str


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field."""

    name: str
    type: Type
    is_required: bool
    description: tuple[Piece, ...]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What an operation accepts or answers."""

    title: str
    media_type: str
    type: Type
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address; `takes_search` stands for all parameters of the search."""

    name: str
    method: str
    path: str
    summary: str
    description: tuple[Piece, ...]
    command: str
    needs_token: bool
    takes_search: bool
    parameters: tuple[Row, ...]
    bodies: tuple[Body, ...]
    answers: tuple[Body, ...]
    problems: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A described type with its fields, or with its values."""

    name: str
    description: tuple[Piece, ...]
    fields: tuple[Row, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together, and every type that one of them leads to."""

    slug: str
    name: str
    description: str
    operations: tuple[Operation, ...]
    types: tuple[TypeEntry, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything there is to know of the API; `types` are those of no group, as of problems."""

    description: str
    groups: tuple[Group, ...]
    types: tuple[TypeEntry, ...]


@cache
def read_reference() -> Reference:
    """Return what the schema tells; it is read once a process."""
    schema = api_schema()
    types = {each.name: each for each in _types(schema["components"]["schemas"])}
    groups = tuple(_groups(schema, types))
    grouped = {each.name for group in groups for each in group.types}
    return Reference(
        description=schema["info"]["description"],
        groups=groups,
        types=tuple(each for name, each in types.items() if name not in grouped),
    )


def _groups(schema: Schema, types: Mapping[str, TypeEntry]) -> Iterator[Group]:
    operations = [
        (operation["tags"][0], _operation(method, path, operation))
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    for tag in schema["tags"]:
        found = tuple(operation for name, operation in operations if name == tag["name"])
        met = _reached(_named(found), types)
        yield Group(
            slug=slugify(tag["name"]),
            name=tag["name"],
            description=tag["description"],
            operations=found,
            types=tuple(each for name, each in types.items() if name in met),
        )


def _named(operations: Iterable[Operation]) -> set[str]:
    """Return the types that operations name."""
    types = [
        [each.type for each in (*operation.bodies, *operation.answers)]
        + [row.type for row in operation.parameters]
        for operation in operations
    ]
    return {each.name for found in types for each in found}


def _reached(names: set[str], types: Mapping[str, TypeEntry]) -> set[str]:
    """Return these types, and those of their fields, and so on."""
    met: set[str] = set()
    while names := {name for name in names if name} - met:
        met |= names
        names = {row.type.name for name in names for row in types[name].fields}
    return met


def _operation(method: str, path: str, operation: Schema) -> Operation:
    body = operation.get("requestBody", {})
    parameters = operation.get("parameters", ())
    takes_search = operation["operationId"] != "search" and "q" in _names(parameters)
    if takes_search:
        parameters = [each for each in parameters if each["name"] not in FIELDS]
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=_pieces(operation["description"]),
        command=_command(method, path, operation),
        needs_token={} not in operation["security"],
        takes_search=takes_search,
        parameters=tuple(map(_parameter, parameters)),
        bodies=tuple(_bodies("", body)),
        answers=tuple(_answers(operation["responses"])),
        problems=tuple(kind for kind in KINDS if _may_be(kind, operation["responses"])),
    )


def _names(parameters: Iterable[Schema]) -> list[str]:
    return [parameter["name"] for parameter in parameters]


def _may_be(kind: Kind, responses: Schema) -> bool:
    reference = responses.get(str(kind.status), {}).get("$ref", "")
    return bool(reference.endswith(f"/{kind.name}"))


def _command(method: str, path: str, operation: Schema) -> str:
    """Return what follows `curl` in a shell: options, and the path of an address."""
    for place, value in _PLACES.items():
        path = path.replace(place, value)
    return path + _QUESTIONS.get(operation["operationId"], "")


def _parameter(parameter: Schema) -> Row:
    return Row(
        name=parameter["name"],
        type=_type(parameter["schema"]),
        is_required=parameter.get("required", False),
        description=_pieces(parameter.get("description", "")),
        examples=tuple(
            Example(str(each["value"]), each.get("summary", ""))
            for each in parameter.get("examples", {}).values()
        ),
    )


def _answers(responses: Schema) -> Iterator[Body]:
    for status, response in sorted(responses.items()):
        if status.startswith("2"):
            yield from _bodies(f"{status} {response['description']}".strip(), response)


def _bodies(title: str, holder: Schema) -> Iterator[Body]:
    for media_type, content in holder.get("content", {}).items():
        examples = [each["value"] for each in content.get("examples", {}).values()]
        example = json.dumps(examples[0], indent=2, ensure_ascii=False) if examples else ""
        yield Body(title, media_type, _type(content["schema"]), example)


def _types(schemas: Schema) -> Iterator[TypeEntry]:
    for name, schema in schemas.items():
        required = schema.get("required", ())
        yield TypeEntry(
            name=name,
            description=_pieces(schema.get("description", "")),
            fields=tuple(
                Row(
                    name=field,
                    type=_type(of),
                    is_required=field in required,
                    description=_pieces(of.get("description", "")),
                )
                for field, of in schema.get("properties", {}).items()
            ),
            values=tuple(map(str, schema.get("enum", ()))),
        )


def _type(schema: Schema) -> Type:
    """Return a JSON schema in a few words."""
    if "$ref" in schema:
        return Type(name=schema["$ref"].rsplit("/", 1)[-1])
    if options := schema.get("oneOf") or schema.get("allOf"):
        inner = _type(options[0])
        after = " or null" if {"type": "null"} in options else ""
        return Type(inner.before, inner.name, inner.after + after)
    if schema.get("type") == "array":
        inner = _type(schema["items"])
        return Type(f"list of {inner.before}", inner.name, inner.after)
    if "enum" in schema:
        return Type(" or ".join(map(str, schema["enum"])))
    return Type(_plain(schema))


def _plain(schema: Schema) -> str:
    kinds = schema.get("type", "anything")
    words = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    form = {"uri": " (address)", "date": " (date)", "date-time": " (time)", "binary": " (file)"}
    most = f", at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""
    if "maximum" in schema and "minimum" in schema:
        most = f", {schema['minimum']:,g} to {schema['maximum']:,g}"
    return words + form.get(schema.get("format", ""), "") + most


def _pieces(text: str) -> tuple[Piece, ...]:
    """Return a description with what is code told apart."""
    parts = enumerate(" ".join(text.split()).split("`"))
    return tuple(Piece(part, is_code=index % 2 == 1) for index, part in parts if part)
