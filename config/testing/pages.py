"""Pages as a browser without script reads them: their forms, cards and words."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

Data = dict[str, list[str]]


@dataclass
class Form:
    """What a browser would send: values as shown, by name."""

    action: str = ""
    method: str = "get"
    data: Data = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        self.data.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: dict[str, Form] = {}
        self.inside: Form | None = None
        self.select: tuple[Form, str, bool] | None = None
        self.options: list[tuple[str, bool]] = []
        self.area: tuple[Form, str] | None = None
        self.typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(said.get("action", ""), said.get("method", "get"))
            self.forms.append(self.inside)
            self.ids[said.get("id", "")] = self.inside
        elif tag == "option" and self.select:
            self.options.append((said.get("value", ""), "selected" in said))
        form = self.ids.get(said["form"]) if "form" in said else self.inside
        if form is None or "name" not in said:
            return
        if tag == "input":
            _put_input(form, said)
        elif tag == "select":
            self.select = form, said["name"], "multiple" in said
            self.options = []
        elif tag == "textarea":
            self.area, self.typed = (form, said["name"]), ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select" and self.select:
            form, name, several = self.select
            chosen = [value for value, is_chosen in self.options if is_chosen]
            if not chosen and not several and self.options:
                chosen = [self.options[0][0]]
            for value in chosen:
                form.put(name, value)
            self.select = None
        elif tag == "textarea" and self.area:
            form, name = self.area
            form.put(name, self.typed.removeprefix("\n"))
            self.area = None


def _put_input(form: Form, said: dict[str, str]) -> None:
    if said.get("type") not in ("checkbox", "radio"):
        form.put(said["name"], said.get("value", ""))
    elif "checked" in said:
        form.put(said["name"], said.get("value", "on"))


def html_of(page: HttpResponse | Any) -> str:
    text: str = page.content.decode()
    return text


def forms_in(page: Any) -> list[Form]:
    reader = _Reader()
    reader.feed(html_of(page))
    return reader.forms


def form_in(page: Any, action: str = "", method: str = "post") -> Form:
    """The page's one form with that action, or else the one that it sends to itself."""
    actions = {action} if action else {"", page.request["PATH_INFO"]}
    found = [f for f in forms_in(page) if f.action in actions and f.method == method]
    assert len(found) == 1, [(f.action, f.method) for f in forms_in(page)]
    return found[0]


def words_in(page: Any) -> str:
    """What is read, without tags and with single spaces."""
    text = re.sub(r"<[^>]+>", " ", html_of(page))
    return " ".join(unescape(text).split())
