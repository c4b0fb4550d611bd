"""Begin a listing and change it."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import require, writes
from accounts.enums import Language
from accounts.exceptions import AlreadyCreatedError
from accounts.http import MemberRequest, once
from accounts.models import Membership, Profile, Team
from accounts.rules import can_manage
from config.lib.forms import week_grid, with_one_more
from config.lib.states import TransitionError
from config.lib.text import render_markdown
from listings import actions, rules
from listings.cards import card_facts, card_of, card_of_draft
from listings.draft import ListingDraft
from listings.enums import PITCH_LENGTH, State
from listings.exceptions import (
    EditConflictError,
    ListingClosedError,
    ListingIncompleteError,
    ListingRefusalError,
    TooManyDraftsError,
)
from listings.forms import ListingEditor, NewListingForm
from listings.forms.merge import base_of, merge
from listings.models import Listing, ListingEvent
from listings.suggested import suggested_title

PARTS = ("step-goal", "step-roster", "step-week", "step-asks")  # of the form's page


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """First step: team, kind and goal make a private listing with its roster."""
    teams = list(Team.objects.managed_by(request.user).order_by("name"))
    if not teams:
        messages.info(request, _("A listing belongs to a team: found yours first."))
        return redirect("listings:team-new")
    found = Listing.objects.last_published_of(*teams).prefetch_related("goals")
    form = NewListingForm(
        request.POST or None,
        teams=teams,
        last={str(listing.team_id): listing for listing in found},
        initial={"team": request.GET.get("team", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, partial(_draft, request, form)))
        except (AlreadyCreatedError, TooManyDraftsError) as refusal:
            form.add_error(None, refusal.message)
    status = 422 if form.errors else 200
    return render(request, "listings/new.html", {"form": form}, status=status)


def _draft(request: MemberRequest, form: NewListingForm) -> str:
    listing = actions.draft_listing(
        form.cleaned_data["team"],
        by=request.user,
        kind=form.cleaned_data["kind"],
        goal=form.cleaned_data["goal"],
        size=form.size,
        time_zone=request.zone.key,
        languages=_spoken_by(request),
        as_last_time=form.is_as_last_time,
    )
    return reverse("listings:edit", args=[listing.pk])


def _spoken_by(request: MemberRequest) -> list[str]:
    """What a team begins with: its first draft could not be saved without a language."""
    profile = Profile.objects.filter(pk=request.user.pk).first()
    page = [code] if (code := get_language()) in Language.values else []
    return profile.languages if profile and profile.languages else page


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The whole listing on one page. `do=publish` saves and then lets it recruit."""
    listing, members = _to_edit(request, pk)
    if request.method != "POST":
        return _editor_page(request, ListingEditor(listing, members=members))
    editor = ListingEditor(listing, members=members, data=with_one_more(request.POST))
    grows = "more" in request.POST
    if grows or not editor.is_valid():
        return _editor_page(request, editor, status=200 if grows else 422)
    publishes = request.POST.get("do") == "publish"
    try:
        saved = actions.save_listing(
            listing,
            _titled(editor) if publishes else editor.draft(),
            by=request.user,
            version=editor.version,
        )
    except EditConflictError:
        return _conflict_page(request, pk)
    except TransitionError as error:  # closed meanwhile
        messages.warning(request, refusal(error))
        return redirect(listing)
    if publishes:
        return _publish(request, saved, editor)
    messages.success(request, _said_of_save(saved))
    if saved.state == State.FILLED:
        messages.info(request, _("Every seat is taken, so the listing is filled."))
    elif saved.state == State.PRIVATE != listing.state:
        messages.warning(request, _why_paused(saved))
    return redirect(_back_to_part(request, pk))


def _said_of_save(saved: Listing) -> SafeString:
    """And what one may do next."""
    said = _("Saved.")
    if saved.state == State.RECRUITING and not saved.hidden_at:
        said = _("Saved. The changes are public.")
    elif saved.state == State.PRIVATE:
        said = _("Saved. Publish it when it's ready.")
    address, link = saved.get_absolute_url(), _("See the listing")
    return format_html('{} <a href="{}">{}</a>', said, address, link)


def _back_to_part(request: MemberRequest, pk: UUID) -> str:
    part = request.POST.get("at", "")
    return reverse("listings:edit", args=[pk]) + (f"#{part}" if part in PARTS else "")


def _titled(editor: ListingEditor) -> ListingDraft:
    """What is published without a title gets the one that the editor suggested."""
    draft = editor.draft()
    title = draft.fields["title"].strip() or suggested_title(draft)
    return replace(draft, fields={**draft.fields, "title": title})


@writes
@require_POST
def preview(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The card as others would see it, from what is typed so far."""
    listing, members = _to_edit(request, pk)
    editor = ListingEditor(listing, members=members, data=request.POST)
    context: dict[str, Any] = {
        "fresh": editor.is_valid(),
        "pitch": render_markdown(
            request.POST.get("pitch", "")[:PITCH_LENGTH], request.zone
        ),
    }
    now = timezone.now()
    if context["fresh"]:
        context["card"] = card_of_draft(
            listing, editor.draft(), request.zone.found, now
        )
    else:
        context["card"] = card_of(_with_facts(pk), request.zone.found, now)
    return render(request, "listings/edit.html#preview", context)


def _to_edit(request: MemberRequest, pk: UUID) -> tuple[Listing, list[Membership]]:
    found = Listing.objects.visible_to(request.user).select_related("team")
    listing = get_object_or_404(found, pk=pk)
    membership = Membership.objects.of(request.user, listing.team_id)
    if can_manage(membership) and listing.state == State.CLOSED:
        raise ListingClosedError
    require(rules.can_edit(membership, listing), membership)
    current = Membership.objects.current().filter(team=listing.team_id)
    return listing, list(current.select_related("user").order_by("since"))


def _with_facts(pk: UUID) -> Any:
    return card_facts(Listing.objects.filter(pk=pk)).get()


def _editor_page(
    request: MemberRequest, editor: ListingEditor, *, status: int = 200, **more: Any
) -> HttpResponse:
    now = timezone.now()
    context = {
        "editor": editor,
        "base": editor.main.data.get("base", "")
        if editor.main.is_bound
        else base_of(editor),
        "listing": editor.listing,
        "card": card_of(_with_facts(editor.listing.pk), request.zone.found, now),
        "fresh": True,
        "pitch": render_markdown(
            str(editor.main["pitch"].value() or "")[:PITCH_LENGTH], request.zone
        ),
        **week_grid(),
        **more,
    }
    return render(request, "listings/edit.html", context, status=status)


def _conflict_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Somebody saved meanwhile: what was typed stays, all else is as they saved it.
    Saving again is then a decision, so the form carries the newer version."""
    theirs, members = _to_edit(request, pk)
    data, differences = merge(request.POST, theirs, members)
    mine = ListingEditor(theirs, members=members, data=data)
    mine.is_valid()
    return _editor_page(
        request,
        mine,
        status=409,
        saved=_last_save(theirs),
        theirs=card_of_theirs(request, pk),
        differences=differences,
    )


def _last_save(listing: Listing) -> ListingEvent | None:
    """None where a seat was taken or given up since, which nobody saved."""
    last = listing.events.select_related("actor").last()
    if last is None:
        return None
    moved = Q(since__gt=last.at) | Q(until__gt=last.at)
    return None if listing.seats.filter(moved).exists() else last


def card_of_theirs(request: MemberRequest, pk: UUID) -> Any:
    return card_of(_with_facts(pk), request.zone.found, timezone.now())


def _publish(
    request: MemberRequest, listing: Listing, editor: ListingEditor
) -> HttpResponse:
    try:
        published = actions.publish(listing, by=request.user)
    except ListingIncompleteError as error:
        fresh = ListingEditor(
            Listing.objects.select_related("team").get(pk=listing.pk),
            members=_to_edit(request, listing.pk)[1],
        )
        return _editor_page(request, fresh, status=422, lacks=error.lacks)
    except (ListingRefusalError, TransitionError) as error:
        messages.warning(request, refusal(error))
        return redirect("listings:edit", listing.pk)
    said = said_of(published, _("Your listing recruits, for 14 days from now."))
    messages.success(request, said)
    return redirect(listing)


def said_of(listing: Listing, said: str) -> str:
    """Nothing says that a hidden listing recruits."""
    if listing.hidden_at and listing.state == State.RECRUITING:
        return _("Done. Nobody but your team sees it until a moderator restores it.")
    return said


def _why_paused(listing: Listing) -> str:
    """It recruited or was full, and is neither after what was saved."""
    if lacks := actions.lacking(listing):
        needed = ", ".join(str(lack) for lack in lacks)
        said = _(
            "The listing is paused: before it can recruit again, it needs %(lacks)s."
        )
        return said % {"lacks": needed}
    return _("A seat is free again, and the listing is paused: publish it to recruit.")


def refusal(error: Exception) -> str:
    """What a refused move means for the one who asked."""
    if isinstance(error, ListingRefusalError):
        return str(error)
    if isinstance(error, ListingIncompleteError):
        lacks = ", ".join(str(lack) for lack in error.lacks)
        return _("Before it can recruit, the listing needs %(lacks)s.") % {
            "lacks": lacks
        }
    return _("This changed while you were looking. Here is how it stands now.")
