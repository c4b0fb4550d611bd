"""One character that is to be verified: the code, the steps, and how far it is."""

from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.verification import ask_for_check, issue_code
from accounts.decorators import logged_in, writes
from accounts.errands import OPEN
from accounts.exceptions import AlreadyCreatedError, CoolingDownError, GoneError
from accounts.http import MemberRequest, once
from accounts.models import Character, Verification
from accounts.views.characters import TOGETHER, line, own, pause
from accounts.views.setting_up import known_of, setting_up
from integrations.http.addresses import mode

EDIT_PAGE = "https://eu.finalfantasyxiv.com/lodestone/my/setting/profile/"


@logged_in
@require_safe
def read(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    open_first = Verification.objects.filter(character=character)
    verification = open_first.order_by("-created_at", "-pk").first()
    stamp = f"{character.state}-{verification.stamp if verification else ''}"
    stamp += f"-{character.is_waiting}"
    if request.htmx and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    is_open = verification is not None and verification.state in OPEN
    context = {
        **line(character),
        "verification": verification if is_open else None,
        "has_expired": verification is not None
        and not character.is_verified
        and (not is_open or verification.has_expired),
        "edit_page": edit_page(character),
        "others_shown": _others_shown(character),
        "stamp": stamp,
        "following": setting_up(request.user, known_of(request.user)).following
        if character.is_verified
        else None,
        "cleared": character.progress.filter(kills__gt=0).count()
        if character.is_verified
        else 0,
        "pause": _pause(character, verification),
    }
    template = "accounts/character.html" + ("#panel" if request.htmx else "")
    response = render(request, template, context)
    patch_vary_headers(response, ("HX-Request",))
    return response


@writes
@require_POST
def code(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    try:
        once(request, partial(_issue, character))
    except AlreadyCreatedError:
        pass  # the page shows it
    except GoneError:
        messages.info(request, _("This character is yours already."))
    return redirect("accounts:character", pk)


@writes
@require_POST
def check(request: MemberRequest, pk: UUID) -> HttpResponse:
    character = own(request, pk)
    found = Verification.objects.filter(character=character, state__in=OPEN).first()
    try:
        if found is None:
            raise GoneError
        said = request.POST.get("shows")
        ask_for_check(found, shows=said is not None, together=said == TOGETHER)
    except CoolingDownError as error:
        text = ngettext(
            "Muster looked just now; again in %(n)d second.",
            "Muster looked just now; again in %(n)d seconds.",
            error.wait,
        )
        messages.warning(request, text % {"n": error.wait})
    except GoneError:
        messages.warning(
            request, _("That code is good no longer. Take a new one, then look again.")
        )
    return redirect(reverse("accounts:character", args=[pk]) + "#look")


def _issue(character: Character) -> str:
    issue_code(character)
    return reverse("accounts:character", args=[character.pk])


def _pause(character: Character, verification: Verification | None) -> int:
    """Seconds after which the page asks for news; 0 where there will be none."""
    if character.is_verified:
        return 0
    asked = [character.sync_asked_at] if character.is_waiting else []
    if verification and (verification.is_busy or verification.cools_for):
        asked.append(verification.asked_at)
    if verification and verification.is_at_work and not asked:
        return 20
    return pause(asked)


def edit_page(character: Character) -> str:
    """Where the profile text is written; in the sandbox, on its own page for that."""
    if mode() != "sandbox":
        return EDIT_PAGE
    home = urlsplit(settings.SANDBOX_URL)
    return f"{home.scheme}://{home.netloc}/characters/{character.lodestone_id}/"


def _others_shown(character: Character) -> bool:
    shown = Character.objects.shown().filter(user=character.user_id)
    return shown.exclude(pk=character.pk).exists()
