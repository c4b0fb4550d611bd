"""Where a request went, as a log may say it.

Some addresses are keys: whoever reads the log could set a password anew, join a team or
prove an address by them. And what stands behind the `?` are people's words, or codes.
"""

import logging

from django.http import HttpRequest

# As the keyword is called in the pattern of the address.
SECRET = {"code", "key", "token", "uidb36"}


def shown_path(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:  # no page of ours, or not known yet
        return "/".join([*request.path.split("/")[:2], "…"])
    path = request.path
    for name in SECRET & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), "…")
    return path


class ShownPaths(logging.Filter):
    """For Django's own lines, which name the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            path = request.path
            record.args = tuple(
                shown_path(request) if each == path else each for each in record.args
            )
        return True
