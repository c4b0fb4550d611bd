"""How much of what somebody sends is read, from whom, and where files are taken."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

from django.conf import global_settings, settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, load_handler
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from config import errors

GetResponse = Callable[[HttpRequest], HttpResponse]


class NoFiles(FileUploadHandler):
    """Refuses the request as soon as a file begins in it."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        raise RequestDataTooBig("No file is taken at this address")


class BodyLimitMiddleware:
    """Refuses what is too long before anything of it is read, at every address.

    A visitor's forms are short; a member's may be long, so that a text that is too long
    gets its message beside the field. Files are for `settings.UPLOADS` alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_too_long(request):
            response = errors.respond(request, 413)
            if "gunicorn.socket" in request.META:  # it cuts off who is still sending
                # Only now that the answer is on its way.
                response._resource_closers.append(partial(errors.drain, request))  # type: ignore[attr-defined]
            return response
        return self.get_response(request)

    def _is_too_long(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_TRANSFER_ENCODING") and not _length(request):
            return not _read_unmeasured(request)
        files = _files_taken(request)
        if files is not None and request.user.is_authenticated:
            request.upload_handlers = [
                load_handler(name, request)
                for name in global_settings.FILE_UPLOAD_HANDLERS
            ]
            return _length(request) > files
        if _length(request) <= settings.VISITORS_BODY_BYTES:
            return False
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return True
        return not request.user.is_authenticated


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _files_taken(request: HttpRequest) -> int | None:
    """How many bytes may come to this address with files; None if it takes none."""
    if not settings.UPLOADS:
        return None
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return None
    return settings.UPLOADS.get(name)


def _read_unmeasured(request: HttpRequest) -> bool:
    """Whoever does not say how much is coming may send as much as a visitor: it is
    counted while it is read. Django would take it for nothing at all."""
    most = settings.VISITORS_BODY_BYTES
    body = request.META["wsgi.input"].read(most + 1)
    if len(body) > most:
        return False
    request.META["CONTENT_LENGTH"] = str(len(body))
    request._stream = LimitedStream(BytesIO(body), len(body))  # type: ignore[assignment]  # as Django does
    return True
