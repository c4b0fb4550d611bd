"""How a form's field and its errors become a part of a page."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.forms import BaseForm, BoundField, widgets
from django.utils.safestring import SafeString


class Problem(NamedTuple):
    text: str
    label: str
    anchor: str  # the id to jump to; empty where there is no such place


def group_kind(bound: BoundField) -> str:
    """one, check (a single box) or ticks (several choices)."""
    widget = bound.field.widget
    # A list of boxes is a kind of RadioSelect, not of CheckboxInput.
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "ticks"
    return "check" if isinstance(widget, widgets.CheckboxInput) else "one"


def control(
    bound: BoundField, *, small: bool, has_help: bool, kind: str
) -> SafeString | None:
    """The field's control with its class and what describes it; None for ticks."""
    if kind == "ticks":
        return None
    attrs: dict[str, Any] = {}
    if kind == "one":
        attrs["class"] = _classes(bound, small=small)
    described = [f"{bound.auto_id}-error"] if bound.errors else []
    if has_help:
        described.append(f"{bound.auto_id}-help")
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


def problems(form: Any) -> Iterator[Problem]:
    """Errors of a form or a formset, in the order of the page."""
    if isinstance(form, BaseForm):
        yield from _of_form(form)
        return
    if not form.is_bound:
        return
    yield from (Problem(str(text), "", "") for text in form.non_form_errors())
    for one in form.forms:
        yield from _of_form(one)


def _of_form(form: BaseForm) -> Iterator[Problem]:
    yield from (Problem(str(text), "", "") for text in form.non_field_errors())
    for bound in form:
        anchor = "" if bound.is_hidden else (bound.id_for_label or bound.auto_id)
        for text in bound.errors:
            yield Problem(str(text), str(bound.label), anchor)


def _classes(bound: BoundField, *, small: bool) -> str:
    widget = bound.field.widget
    base = "input"
    if isinstance(widget, widgets.Textarea):
        base = "textarea"
    elif isinstance(widget, widgets.Select):
        base = "select"
    own = widget.attrs.get("class", "")
    return " ".join(filter(None, [base, f"{base}--small" if small else "", own]))
