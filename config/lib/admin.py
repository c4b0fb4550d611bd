"""What every desk of the admin needs: rows to look at, and buttons that ask first."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

MOST_AT_ONCE = 100  # rows that one button acts on


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable when run
    """Counts no further than anybody leafs: a table may have a million rows."""

    MOST = 2_000

    @cached_property
    def count(self) -> int:
        assert isinstance(self.object_list, models.QuerySet)  # noqa: S101  -- of a list
        return self.object_list.order_by().values("pk")[: self.MOST].count()


class LookAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when run
    """Rows that come and go by the verbs of the site: here they are looked at.

    `verbs` are the names of actions that the page of one row offers as buttons.
    """

    verbs: Sequence[str] = ()
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    change_form_template = "admin/look.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(self._code("view"))

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Asked by actions with permissions=["moderate"]."""
        return request.user.has_perm(self._code("change"))

    def _code(self, verb: str) -> str:
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def offers(self, verb: str, row: Any) -> bool:
        """Whether the page of this row shows the button."""
        return True

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        offered = (self.get_actions(request) or {}).values()
        labels = {verb: str(label) for _do, verb, label in offered}  # type: ignore[misc]  # none is None
        context["verbs"] = [
            (verb, labels[verb])
            for verb in self.verbs
            if verb in labels and obj is not None and self.offers(verb, obj)
        ]
        context["list_url"] = _list_url(self)
        return super().render_change_form(request, context, add, change, form_url, obj)


class LookInline(admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable when run
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_l("Reason"),
        max_length=300,
        help_text=_l("Whom it concerns reads this too."),
        widget=forms.TextInput(attrs={"class": "vTextField", "size": 80}),
    )


def ask_then_do(
    desk: LookAdmin,
    request: HttpRequest,
    chosen: models.QuerySet[Any],
    *,
    action: str,
    title: str,
    form_class: type[forms.Form],
    act: Callable[..., Any],
) -> HttpResponse | None:
    """An action in two steps: a page that asks, then `act(row, **answers)` for each."""
    rows = list(chosen[: MOST_AT_ONCE + 1])
    if not rows:
        text = _("None of them needs that, or you may not do it to them.")
        desk.message_user(request, text, messages.WARNING)
        return None
    if len(rows) > MOST_AT_ONCE:
        text = _("Choose at most %(n)d at once.") % {"n": MOST_AT_ONCE}
        desk.message_user(request, text, messages.ERROR)
        return None
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if not form.is_valid():
        return _question(desk, request, rows, action=action, title=title, form=form)
    for row in rows:
        act(row, **form.cleaned_data)
    done = ngettext("%(title)s: %(n)d done.", "%(title)s: %(n)d done.", len(rows))
    desk.message_user(request, done % {"title": title, "n": len(rows)})
    return None


def _question(
    desk: LookAdmin,
    request: HttpRequest,
    rows: list[Any],
    *,
    action: str,
    title: str,
    form: forms.Form,
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": title,
        "opts": desk.opts,
        "media": desk.media,
        "rows": rows,
        "form": form,
        "action": action,
        "list_url": _list_url(desk),
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/ask.html", context, status=status)


def _list_url(desk: LookAdmin) -> str:
    name = f"admin:{desk.opts.app_label}_{desk.opts.model_name}_changelist"
    return reverse(name)
