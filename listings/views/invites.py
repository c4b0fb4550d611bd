"""Invitations into a team: those it has open, and what an invited person sees."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.decorators import require, writes
from accounts.exceptions import (
    AlreadyCreatedError,
    AlreadyMemberError,
    CannotBeInvitedError,
    InviteEndedError,
    InviteNotForYouError,
    TeamRefusalError,
)
from accounts.http import MemberRequest, once
from accounts.models import Membership, Team, TeamInvite, User
from accounts.rules import can_invite, is_suspended
from config.lib.http import SiteRequest
from config.lib.limits import DAY, HOUR, spend
from config.lib.moments import exact_time
from integrations.catalogue import catalogue
from listings.forms import LinkForm, PlayerForm
from listings.views.members import own_team

LINKS_AN_HOUR, PLAYERS_AN_HOUR, PLAYERS_A_DAY = 20, 15, 40


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is a secret: no search engine keeps it, no other site is told it.

    Not `no-referrer`: browsers then send the form with the origin "null", which no
    protection against forged requests can tell from a stranger's.
    """

    @wraps(view)
    def kept_close(*args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(*args, **kwargs)
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Cache-Control"] = "no-store, private"
        return answer

    return kept_close


@unlisted
@writes
@require_http_methods(["GET", "HEAD", "POST"])
def invites(request: MemberRequest, slug: str) -> HttpResponse:
    """The team's open invitations, and a form for each kind: `do` says which."""
    team, membership = own_team(request, slug)
    require(can_invite(membership), membership)
    asked = request.POST.get("do") if request.method == "POST" else ""
    link = LinkForm(request.POST if asked == "link" else None)
    player = PlayerForm(
        request.POST if asked == "player" else None,
        by=request.user,
        handle=request.GET.get("player", ""),
    )
    form = player if asked == "player" else link
    if form.is_bound and form.is_valid():
        try:
            return _invited(request, team, form)
        except AlreadyCreatedError as refusal:
            form.add_error(None, refusal.message)
        except TeamRefusalError as refusal:
            name = "handle" if form is player else None
            form.add_error(name, str(refusal))
    context = {
        "team": team,
        "link": link,
        "player": player,
        "invites": _open_invites(request, team),
    }
    status = 422 if form.errors else 200
    return render(request, "listings/team_invites.html", context, status=status)


@writes
@require_POST
def revoke(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    team, membership = own_team(request, slug)
    require(can_invite(membership), membership)
    found = get_object_or_404(team.invites.select_related("team"), pk=pk)
    actions.revoke_invite(found, by=request.user)
    messages.success(request, _("Taken back: it lets nobody in any more."))
    return redirect("listings:team-invites", slug)


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SiteRequest, code: str) -> HttpResponse:
    """Reading never joins; pressing the button does."""
    if request.method == "POST":
        return join(request, code)
    if _is_to_log_in(request, code):
        return redirect_to_login(request.get_full_path())
    found = _invite(request, code)
    member = Membership.objects.of(request.user, found.team_id)
    if reason := found.ended:
        return _ended_page(request, found, member, str(reason.label))
    user = request.user
    if user.is_authenticated and member is None:
        _refuse_whom_it_is_not_for(found, user)
    leader = found.team.memberships.current().select_related("user")
    context = {
        "invite": found,
        "team": found.team,
        "world": catalogue().worlds[found.team.world_id],
        "member": member,
        "leader": leader.filter(role="leader").first(),
        "until": exact_time(found.expires_at, request.zone.found),
        "is_suspended": user.is_authenticated and is_suspended(user),
    }
    return render(request, "listings/invite.html", context)


@writes
def join(request: MemberRequest, code: str) -> HttpResponse:
    found = _invite(request, code)
    try:
        joined = actions.accept_invite(found, by=request.user)
    except AlreadyMemberError:
        messages.info(request, _("You are in this team already."))
        return redirect(found.team)
    except InviteEndedError as ended:
        return _ended_page(request, found, None, str(ended.reason.label))
    except InviteNotForYouError as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except TeamRefusalError as refusal:
        messages.warning(request, str(refusal))
        return redirect("listings:invite", code)
    welcome = _("Welcome to %(team)s. Say with which character and job you play.")
    messages.success(request, welcome % {"team": found.team.name})
    return redirect("listings:team-member", found.team.slug, joined.pk)


@unlisted
@writes
@require_POST
def decline(request: MemberRequest, code: str) -> HttpResponse:
    """Only an invitation for one person can be declined."""
    found = get_object_or_404(
        TeamInvite.objects.select_related("team"), code=code, invitee=request.user
    )
    try:
        actions.decline_invite(found, by=request.user)
    except InviteEndedError as ended:
        messages.info(request, str(ended.reason.label))
    else:
        messages.success(request, _("Declined. They are not told by a message."))
    return redirect("listings:teams")


def _invited(
    request: MemberRequest, team: Team, form: LinkForm | PlayerForm
) -> HttpResponse:
    who = request.user.pk
    if isinstance(form, LinkForm):
        spend("team-link", who, most=LINKS_AN_HOUR, seconds=HOUR)
        address = once(request, partial(_link, request, team, form))
    else:
        # Before anything is looked up: nobody finds out handles by trying.
        spend("team-invite", who, most=PLAYERS_AN_HOUR, seconds=HOUR)
        spend("team-invite-day", who, most=PLAYERS_A_DAY, seconds=DAY)
        if (player := form.player) is None:
            raise CannotBeInvitedError
        address = once(request, partial(_player, request, team, form, player))
    return redirect(address)


def _link(request: MemberRequest, team: Team, form: LinkForm) -> str:
    actions.invite_by_link(team, by=request.user, **form.cleaned_data)
    messages.success(request, _("The link is ready: copy it to whom it is for."))
    return reverse("listings:team-invites", args=[team.slug])


def _player(request: MemberRequest, team: Team, form: PlayerForm, player: User) -> str:
    kind = form.cleaned_data["kind"]
    actions.invite_player(team, by=request.user, player=player, kind=kind)
    invited = _("%(player)s is invited, and finds it among their teams.")
    messages.success(request, invited % {"player": player.handle})
    return reverse("listings:team-invites", args=[team.slug])


def _open_invites(request: MemberRequest, team: Team) -> list[dict[str, Any]]:
    live = TeamInvite.objects.live().filter(team=team).order_by("-created_at")
    return [
        {
            "invite": each,
            "address": request.build_absolute_uri(
                reverse("listings:invite", args=[each.code])
            ),
            "until": exact_time(each.expires_at, request.zone.found),
        }
        for each in live.select_related("invitee", "created_by")
    ]


def _invite(request: SiteRequest, code: str) -> TeamInvite:
    """404 for a code that nobody gave out, and for somebody else's invitation."""
    found = get_object_or_404(
        TeamInvite.objects.select_related("team", "created_by").filter(
            team__in=Team.objects.visible_to(request.user)
        ),
        code=code,
    )
    if found.invitee_id not in (None, request.user.pk):
        raise Http404
    return found


def _is_to_log_in(request: SiteRequest, code: str) -> bool:
    """An invitation for one person is shown to nobody else, and who that is we know
    after log-in."""
    if request.user.is_authenticated:
        return False
    return TeamInvite.objects.filter(code=code, invitee__isnull=False).exists()


def _refuse_whom_it_is_not_for(invite: TeamInvite, user: Any) -> None:
    if not actions.works_for(invite, user):
        raise PermissionDenied(str(InviteNotForYouError.message))


def _ended_page(
    request: SiteRequest, invite: TeamInvite, member: Membership | None, reason: str
) -> HttpResponse:
    context = {"team": invite.team, "reason": reason, "member": member}
    return render(request, "listings/invite_ended.html", context, status=410)
