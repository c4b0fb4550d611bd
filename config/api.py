"""The one envelope of every answer below /api/, and of every JSON answer.

{"success": true, "data": …, "meta": …}
{"success": false, "error": "…", "errors": {field: [..]}}
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse

Errors = Mapping[str, Sequence[str]]
PREFIX = "/api/"


def success(
    data: Any, *, meta: Mapping[str, Any] | None = None, status: int = 200
) -> JsonResponse:
    body = {"success": True, "data": data, "meta": meta or {}}
    return JsonResponse(body, status=status)


def failure(
    error: str, *, status: int, errors: Errors | None = None, **more: Any
) -> JsonResponse:
    """`more` stands beside the error, as the number of a failed request."""
    body = {"success": False, "error": error, "errors": errors or {}, **more}
    return JsonResponse(body, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Below /api/ always; elsewhere where the asker takes JSON and no page."""
    return request.path_info.startswith(PREFIX) or (
        request.accepts("application/json") and not request.accepts("text/html")
    )
