"""Whom somebody blocks: by handle, from a player's page, and the end of it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.blocks import block as block_user
from accounts.actions.blocks import unblock as unblock_user
from accounts.decorators import writes
from accounts.exceptions import (
    AlreadyCreatedError,
    GoneError,
    TooManyBlocksError,
)
from accounts.forms.blocks import BlockForm
from accounts.http import MemberRequest, once
from accounts.models import Block, User


def blocks_context(user: User, form: BlockForm | None = None) -> dict[str, Any]:
    """What accounts/_privacy_blocks.html shows."""
    return {"blocks": Block.objects.of(user), "block_form": form or BlockForm(by=user)}


@writes
@require_POST
def block(request: MemberRequest) -> HttpResponse:
    form = BlockForm(request.POST, by=request.user)
    if not (form.is_valid() and _is_done(request, form)):
        context = blocks_context(request.user, form)
        return render(request, "accounts/blocks.html", context, status=422)
    messages.success(
        request,
        _("Done: you and %(handle)s no longer find each other.")
        % {"handle": form.cleaned_data["handle"]},
    )
    return redirect("accounts:privacy")


@writes
@require_POST
def unblock(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Pressed twice, it is done all the same."""
    if found := Block.objects.of(request.user).filter(pk=pk).first():
        unblock_user(found)
        said = _("You no longer block %(handle)s.") % {"handle": found.handle}
        messages.success(request, said)
    return redirect("accounts:privacy")


def _is_done(request: MemberRequest, form: BlockForm) -> bool:
    user, handle = form.cleaned_data["user"], form.cleaned_data["handle"]
    try:
        with transaction.atomic():
            once(request, partial(reverse, "accounts:privacy"))
            # Each time: it may have been taken back since, and nobody shall think that
            # they block somebody whom they do not.
            block_user(user, by=form.by, handle=handle)
    except AlreadyCreatedError as refusal:
        form.add_error(None, refusal.message)
    except GoneError:
        form.add_error("handle", _("Nobody on Muster is called that."))
    except TooManyBlocksError:
        form.add_error("handle", _("Your list is full: take somebody off it first."))
    return form.is_valid()
