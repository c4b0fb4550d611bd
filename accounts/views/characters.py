"""Somebody's own characters: the list, adding one, and what can be done with each."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions import characters as actions
from accounts.actions.verification import issue_code
from accounts.actions.xivauth import xivauth_is_on
from accounts.decorators import logged_in, writes
from accounts.exceptions import (
    AlreadyCreatedError,
    CoolingDownError,
    GoneError,
    SeenTogetherError,
    TooManyError,
)
from accounts.forms.characters import AddCharacterForm, FindCharacterForm
from accounts.http import MemberRequest, once
from accounts.models import Character, SubmittedForm
from accounts.views.sign_in import leads_away
from config.lib.http import SiteRequest
from integrations.catalogue import catalogue

# What the tick to show says where one reads that two of them are seen together.
TOGETHER = "together"
MOST_TOP_JOBS = 6
QUICK = timedelta(minutes=2)


def own(request: MemberRequest, pk: UUID) -> Character:
    """Somebody else's is not there."""
    found = Character.objects.filter(user=request.user, pk=pk).first()
    if found is None:
        raise Http404
    return found


def line(character: Character) -> dict[str, Any]:
    """A character with what the catalogue says to it."""
    known = catalogue()
    levels = sorted(
        (
            (level, known.jobs[int(job)])
            for job, level in character.job_levels.items()
            if int(job) in known.jobs
        ),
        key=lambda pair: -pair[0],
    )
    return {
        "character": character,
        "world": known.worlds.get(character.world_id or 0),
        "jobs": levels[:MOST_TOP_JOBS],
        "more_jobs": len(levels[MOST_TOP_JOBS:]),
    }


@logged_in
@require_safe
@leads_away
def mine(request: MemberRequest) -> HttpResponse:
    return _page(request)


@writes
@require_POST
@leads_away
def add(request: MemberRequest) -> HttpResponse:
    form = AddCharacterForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        return redirect(once(request, partial(_add, request, form)))
    except AlreadyCreatedError as refusal:
        form.add_error(None, refusal.message)
    except TooManyError as error:
        form.add_error("address", _too_many(error.most))
    return _page(request, form=form, status=422)


def _add(request: MemberRequest, form: AddCharacterForm) -> str:
    added = actions.add_character(request.user, form.cleaned_data["address"])
    if added.is_verified:
        messages.info(request, _("This character is yours already."))
        return reverse("accounts:characters")
    issue_code(added)
    return reverse("accounts:character", args=[added.pk])


@writes
@require_POST
def refresh(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    try:
        actions.refresh_character(character)
    except CoolingDownError as error:
        minutes = max(1, -(-error.wait // 60))
        text = ngettext(
            "It was looked up just now; again in %(n)d minute.",
            "It was looked up just now; again in %(n)d minutes.",
            minutes,
        )
        messages.warning(request, text % {"n": minutes})
    return redirect("accounts:characters")


@writes
@require_POST
def make_main(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    try:
        actions.make_main(character)
    except GoneError:
        messages.error(request, _("Verify it first: only then is it surely yours."))
    return redirect("accounts:characters")


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Two shown ones are seen to belong together: that is asked about first."""
    character = own(request, pk)
    if request.method != "POST":
        return _ask_to_show(request, character)
    try:
        together = TOGETHER in request.POST
        actions.show_character(character, is_shown=True, together=together)
    except SeenTogetherError:
        return _ask_to_show(request, character, status=422)
    except GoneError:
        messages.error(request, _("Verify it first: only then is it surely yours."))
    else:
        said = _("%(name)s is on your profile now.") % {"name": character.name}
        messages.success(request, said)
    return redirect("accounts:characters")


@writes
@require_POST
def hide(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    actions.show_character(character, is_shown=False)
    said = _("%(name)s is no longer on your profile.") % {"name": character.name}
    messages.success(request, said)
    return redirect("accounts:characters")


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    if request.method != "POST":
        return render(request, "accounts/character_remove.html", line(character))
    actions.remove_character(character)
    # The form that added it adds it anew, instead of leading to nothing.
    page = reverse("accounts:character", args=[pk])
    SubmittedForm.objects.filter(user=request.user, address=page).delete()
    messages.success(request, _("The character is removed; nothing of it is kept."))
    return redirect("accounts:characters")


def _ask_to_show(
    request: MemberRequest, character: Character, *, status: int = 200
) -> HttpResponse:
    shown = Character.objects.shown().filter(user=request.user)
    context = {**line(character), "others": shown.exclude(pk=character.pk)}
    return render(request, "accounts/character_show.html", context, status=status)


def _page(
    request: MemberRequest, *, form: AddCharacterForm | None = None, status: int = 200
) -> HttpResponse:
    return render_list(
        request,
        form=form or AddCharacterForm(),
        find=FindCharacterForm(),
        status=status,
    )


def render_list(request: MemberRequest, *, status: int, **forms: Any) -> HttpResponse:
    cleared = Count("progress", filter=Q(progress__kills__gt=0))
    rows = list(Character.objects.of(request.user).annotate(cleared=cleared))
    context = {
        **forms,
        "lines": [line(row) for row in rows],
        "pause": pause(row.waits_since for row in rows),
        "shown": sum(row.is_shown for row in rows),
        "has_xivauth": xivauth_is_on(),
        "stamp": _stamp(rows),
    }
    if request.htmx and request.GET.get("seen") == context["stamp"]:
        return HttpResponse(status=204)
    template = "accounts/characters.html" + ("#list" if _is_part(request) else "")
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def pause(asked: Iterable[datetime | None]) -> int:
    """Seconds after which the page asks for news; seldom where it takes its time, and
    0 where nothing is waited for."""
    newest = max(filter(None, asked), default=None)
    if newest is None:
        return 0
    return 2 if timezone.now() - newest < QUICK else 20


def _is_part(request: SiteRequest) -> bool:
    return bool(request.htmx) and "seen" in request.GET


def _stamp(rows: list[Character]) -> str:
    """Another one when there is something new to see."""
    looks = ((row.sync_looked_at, row.logs_synced_at, row.created_at) for row in rows)
    newest = max(filter(None, chain.from_iterable(looks)), default=None)
    return f"{len(rows)}-{newest.timestamp():.3f}" if newest else "0"


def _too_many(most: int) -> str:
    text = ngettext(
        "You have %(n)d character here, and more are not kept. Remove one first.",
        "You have %(n)d characters here, and more are not kept. Remove one first.",
        most,
    )
    return text % {"n": most}
