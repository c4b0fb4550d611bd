"""What a browser would send from the editor of a listing."""

from typing import Any

from django.http import QueryDict

from accounts.models import Membership
from listings.forms import ListingEditor
from listings.models import Listing


def editor_of(listing: Listing, data: Any = None) -> ListingEditor:
    members = Membership.objects.current().filter(team=listing.team_id)
    return ListingEditor(
        listing, members=list(members.select_related("user")), data=data
    )


def post_of(listing: Listing, **changes: Any) -> QueryDict:
    """Its editor sent as it opened, but for `changes`: `goals_0_goal="duty:fru"`.

    A list is sent as several values; None is not sent at all.
    """
    editor = editor_of(listing)
    data = QueryDict(mutable=True)
    _send(data, editor.main)
    for rows in editor.parts[1:]:
        _send(data, rows.management_form)
        for row in rows.forms:
            _send(data, row)
    for name, value in changes.items():
        _put(data, name.replace("_", "-", 2) if _is_of_row(name) else name, value)
    return data


def _is_of_row(name: str) -> bool:
    return name.startswith(("goals_", "slots_", "windows_", "clears_", "questions_"))


def _send(data: QueryDict, form: Any) -> None:
    for bound in form:
        _put(data, bound.html_name, bound.field.prepare_value(bound.value()))


def _put(data: QueryDict, name: str, value: Any) -> None:
    if value is None or value is False:
        data.pop(name, None)
        return
    values = value if isinstance(value, list) else [value]
    data.setlist(name, ["on" if each is True else str(each) for each in values])
