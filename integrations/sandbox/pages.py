"""The sandbox's own pages: what it stands in for, and how it behaves."""

from typing import Any

from integrations.sandbox.drawing import HERE, drawn
from integrations.sandbox.exchange import Reply, Request, redirect
from integrations.sandbox.faults import Fault, fault_named
from integrations.sandbox.people import BY_ID, PEOPLE, Page, Person
from integrations.sandbox.services import SERVICES
from integrations.sandbox.services.lodestone import shown
from integrations.sandbox.state import LONGEST_BIO, State


def reply(request: Request, state: State) -> Reply:
    route = request.method, request.path
    if route == ("GET", "/"):
        return drawn("index.html", **_overview(request, state))
    if route == ("GET", "/sandbox.css"):
        style = (HERE / "sandbox.css").read_bytes()
        return Reply(200, style, {"Content-Type": "text/css; charset=utf-8"})
    if route == ("POST", "/faults/"):
        return _choose(request, state)
    number = request.path.removeprefix("/characters/").removesuffix("/")
    is_number = number.isascii() and number.isdecimal() and len(number) < 12
    person = BY_ID.get(int(number)) if is_number else None
    if person is None or request.path != f"/characters/{person.id}/":
        return drawn("missing.html", 404)
    if request.method == "POST":
        text = request.form.get("bio", "").replace("\r\n", "\n")
        state.set_bio(person.id, text)
        return redirect(f"/characters/{person.id}/?saved=1")
    return _character(request, person, state)


def _overview(request: Request, state: State) -> dict[str, Any]:
    services = [
        {"service": each, "fault": state.fault(each.name)} for each in SERVICES.values()
    ]
    return {
        "services": services,
        "is_saved": "saved" in request.query,
        "is_troubled": any(each["fault"] != Fault.NONE for each in services),
        "people": PEOPLE,
        "posts": list(state.posts),
        "mails": list(state.mails),
    }


def _choose(request: Request, state: State) -> Reply:
    form = request.form
    for name, service in SERVICES.items():
        fault = Fault.NONE if "clear" in form else fault_named(form.get(name, ""))
        state.set_fault(name, fault if fault in service.faults else Fault.NONE)
    return redirect("/?saved=1")


def _character(request: Request, person: Person, state: State) -> Reply:
    return drawn(
        "character.html",
        person=person,
        character=shown(person, state),
        is_public=person.page == Page.PUBLIC,
        is_saved="saved" in request.query,
        longest=LONGEST_BIO,
    )
