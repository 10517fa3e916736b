"""Makes the OpenAPI 3.1 document out of the route table and the structs of the contract; there is no other source (D16)."""

from typing import Any

import msgspec

from .errors import STATUS, Error
from .table import PUBLIC, Params, Raw, Route

Schemas = dict[Any, dict[str, Any]]
"""What refers to each struct of the contract."""

_REF = "#/components/schemas/{name}"
_BEARER = {"token": {"type": "http", "scheme": "bearer"}}


def document(routes: tuple[Route, ...], version: str) -> dict[str, Any]:
    """The whole document."""
    kinds = [
        kind for route in routes for kind in (route.answers, route.body) if kind not in (None, Raw, bytes)
    ]
    # All at once: two structs of one name are told apart by their modules, and what refers to them must say the same.
    found, components = msgspec.json.schema_components([*kinds, Error], ref_template=_REF)
    schemas = dict(zip((*kinds, Error), found, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "support-tui", "version": version, "description": _DESCRIPTION},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": _BEARER},
    }


_DESCRIPTION = (
    "Everything that changes anything goes through `POST /api/commands` with an idempotency key; the websocket "
    "`/api/stream?since=SEQ` tells what happened. Times are integer microseconds since 1970 in UTC."
)


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": _parameters(route),
        "responses": _responses(route, schemas),
    }
    if route.scopes == PUBLIC:
        operation["security"] = []
    else:
        operation["security"] = [{"token": []}]
        operation["x-scopes"] = sorted(scope.value for scope in route.scopes)
    if route.body is Raw:
        operation["requestBody"] = {"required": True, "content": {route.media_type: {}}}
    elif route.body is not None:
        operation["requestBody"] = {"required": True, "content": _json(schemas[route.body])}
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    if route.params is Params:
        return []
    schema = msgspec.json.schema(route.params, ref_template=_REF)
    struct = schema["$defs"][route.params.__name__] if "$defs" in schema else schema
    inlined = {name: _inlined(entry, schema.get("$defs", {})) for name, entry in struct["properties"].items()}
    return [
        {
            "name": name,
            "in": "path" if "{" + name + "}" in route.path else "query",
            "required": name in struct.get("required", ()),
            "schema": entry,
        }
        for name, entry in inlined.items()
    ]


def _inlined(entry: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema with a closed set of values written out in place of the reference to it."""
    reference = entry.get("$ref")
    if reference is None:
        return entry
    definition: dict[str, Any] = definitions[reference.rsplit("/", 1)[-1]]
    return {**definition, **{key: value for key, value in entry.items() if key != "$ref"}}


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    errors = {"description": "Not done; nothing has changed.", "content": _json(schemas[Error])}
    if route.answers is None:
        done: dict[str, Any] = {"204": {"description": "Done."}}
    elif route.answers is bytes:
        done = {"200": {"description": "The bytes.", "content": {"application/octet-stream": {}}}}
    else:
        done = {"200": {"description": "Done.", "content": _json(schemas[route.answers])}}
    return done | {"default": errors | {"x-codes": {code.value: status for code, status in STATUS.items()}}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
