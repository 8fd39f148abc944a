"""The schema is OpenAPI 3.1, complete, and true; the docs page shows all of it."""

import json
import re

import jsonschema
import pytest
from drf_spectacular.drainage import GENERATOR_STATS

from archive.search import FACET_NAMES
from archive.web import LESSONS, ArticleFilterSet


@pytest.fixture
def schema(client):
    response = client.get("/api/schema/")
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def pages(client, db):
    """Return the docs pages by address, as the overview leads to them."""
    overview = client.get("/api/").content.decode()
    parts = dict.fromkeys(re.findall(r'href="(/api/reference/[^"#]+)"', overview))
    return {"/api/": overview} | {part: client.get(part).content.decode() for part in parts}


def operations(schema):
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def resolved(schema, node):
    """Return what a node refers to."""
    while "$ref" in node:
        target = schema
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def test_schema_is_openapi_3_1_made_without_a_warning(schema):
    assert schema["openapi"] == "3.1.0"
    assert not GENERATOR_STATS


def test_every_reference_leads_somewhere(schema):
    references = re.findall(r'"\$ref": "(#[^"]+)"', json.dumps(schema))

    assert references
    for reference in set(references):
        assert resolved(schema, {"$ref": reference})


def test_every_operation_says_what_it_does_and_how_it_fails(schema):
    for name, operation in operations(schema):
        assert operation["summary"], name
        assert operation["description"], name
        assert {"400", "401", "406", "429", "500", "503"} <= set(operation["responses"]), name
        for status, response in operation["responses"].items():
            content = resolved(schema, response)["content"]
            assert list(content) == [
                "application/json" if status < "300" else "application/problem+json"
            ], name


def test_every_parameter_and_field_is_described(schema):
    for name, operation in operations(schema):
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query":
                assert parameter["description"], (name, parameter["name"])
    for name, kind in schema["components"]["schemas"].items():
        assert kind.get("description") or "enum" in kind, name


def test_every_example_is_valid(schema):
    count = 0
    for name, operation in operations(schema):
        for response in [*operation["responses"].values(), operation.get("requestBody", {})]:
            for content in resolved(schema, response).get("content", {}).values():
                examples = [each["value"] for each in content.get("examples", {}).values()]
                for example in [*examples, *([content["example"]] if "example" in content else [])]:
                    whole = content["schema"] | {"components": schema["components"]}
                    jsonschema.Draft202012Validator(whole).validate(example)
                    count += 1
        assert count, name


def test_search_documents_the_parameters_of_the_pages(schema):
    search = schema["paths"]["/api/articles/"]["get"]["parameters"]
    words = next(each for each in search if each["name"] == "q")

    assert {each["name"] for each in search} == set(ArticleFilterSet.base_filters)
    shown = {each["value"] for each in words["examples"].values()}
    assert shown == {example.typed for lesson in LESSONS for example in lesson.examples}


def test_paths_name_the_facets(schema):
    (facet,) = (
        each
        for each in schema["paths"]["/api/facets/{facet}/"]["get"]["parameters"]
        if each["in"] == "path"
    )

    assert set(facet["schema"]["enum"]) == set(FACET_NAMES)


def test_only_adding_demands_a_token(schema):
    demanding = [name for name, each in operations(schema) if {} not in each["security"]]

    assert demanding == ["post /api/articles/"]


def test_docs_pages_show_every_operation_parameter_problem_and_type(schema, pages):
    parts = "".join(pages.values())
    for _, operation in operations(schema):
        assert f'<h2 id="operation-{operation["operationId"]}">{operation["summary"]}</h2>' in parts
        for parameter in operation.get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in parts
    for name in schema["components"]["schemas"]:
        assert f'id="type-{name}"' in parts
    for name in schema["components"]["responses"]:
        assert f'id="{name}"' in pages["/api/"]


def test_docs_pages_are_one_for_each_part_and_the_overview_lists_all(schema, pages):
    parts = ("articles", "analysis", "taxonomy")
    assert list(pages) == ["/api/", *(f"/api/reference/{part}/" for part in parts)]
    for _, operation in operations(schema):
        assert f'id="operation-{operation["operationId"]}"' in pages["/api/"]


def test_docs_pages_link_only_to_places_that_exist(pages):
    places = {address: re.findall(r'\sid="([^"]+)"', page) for address, page in pages.items()}
    for address, page in pages.items():
        assert len(places[address]) == len(set(places[address]))
        for path, anchor in re.findall(r'href="((?:/api/[^"#]*)?)#([^"]+)"', page):
            assert anchor in places[path or address], (address, path, anchor)


def test_docs_pages_say_where_the_reader_is(pages):
    for address, page in pages.items():
        assert f'<a href="{address}" aria-current="page">' in page
        assert page.count('aria-current="page"') == 1


def test_docs_pages_keep_to_the_strict_policy(client, pages):
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
    for address, page in pages.items():
        assert "default-src 'none'" in client.get(address)["Content-Security-Policy"]
        assert not inline.search(page)
        assert "https://cdn" not in page


def test_a_part_that_does_not_exist_is_not_found(client, db):
    assert client.get("/api/reference/nothing/").status_code == 404


def test_problems_are_of_a_type_that_the_overview_explains(client, pages):
    kind = client.get("/api/articles/?colour=red").json()["type"]

    address, anchor = kind.split("#")
    assert f'id="{anchor}"' in pages[address]


def test_schema_is_sent_again_only_when_it_changed(client, db):
    first = client.get("/api/schema/")

    assert client.get("/api/schema/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_schema_is_served_without_the_final_slash_too(client):
    assert client.get("/api/schema").json() == client.get("/api/schema/").json()
