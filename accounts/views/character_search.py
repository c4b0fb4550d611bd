"""Adding a character by its name: what the Lodestone found, to choose from."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.searching import search_character
from accounts.decorators import logged_in, writes
from accounts.exceptions import AlreadyCreatedError
from accounts.forms.characters import AddCharacterForm, FindCharacterForm
from accounts.http import MemberRequest, once
from accounts.models import Character, CharacterSearch
from accounts.views.characters import render_list
from accounts.views.sign_in import leads_away
from integrations.catalogue import catalogue


@writes
@require_POST
@leads_away
def search(request: MemberRequest) -> HttpResponse:
    find = FindCharacterForm(request.POST)
    if not find.is_valid():
        return render_list(request, form=AddCharacterForm(), find=find, status=422)
    try:
        return redirect(once(request, partial(_ask, request, find)))
    except AlreadyCreatedError as refusal:
        find.add_error(None, refusal.message)
    return render_list(request, form=AddCharacterForm(), find=find, status=422)


def _ask(request: MemberRequest, find: FindCharacterForm) -> str:
    name, world = find.cleaned_data["name"], find.cleaned_data["world"]
    asked = search_character(request.user, name, world)
    return reverse("accounts:character-search", args=[asked.pk])


@logged_in
@require_safe
def found(request: MemberRequest, pk: UUID) -> HttpResponse:
    asked = CharacterSearch.objects.filter(user=request.user, pk=pk).first()
    if asked is None:
        raise Http404
    if request.htmx and request.GET.get("seen") == asked.stamp:
        return HttpResponse(status=204)
    mine = Character.objects.verified().filter(user=request.user)
    context = {
        "search": asked,
        "world": catalogue().worlds[asked.world_id],
        "mine": set(mine.values_list("lodestone_id", flat=True)),
    }
    template = "accounts/character_search.html" + ("#panel" if request.htmx else "")
    response = render(request, template, context)
    patch_vary_headers(response, ("HX-Request",))
    return response
