"""Other things that somebody waits for: a search by name, a visit to XIVAuth."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.errands import ErrandState, trouble_text
from accounts.models.errand import Errand, ErrandQuerySet

NAME_LENGTH = 40


class CharacterSearch(Errand):
    """Who bears this name on this world, by the Lodestone's own search."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    world = models.ForeignKey(
        "integrations.World", on_delete=models.PROTECT, related_name="+"
    )
    found = models.JSONField(default=list, blank=True)  # [{id, name, world, level}, …]

    objects = ErrandQuerySet["CharacterSearch"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ErrandState.values),
                name="charactersearch_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class XivAuthVisit(Errand):
    """Somebody came back from XIVAuth with a permission, which is used once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # Worth nothing without our secret, after a few minutes, or a second time; emptied
    # as soon as it is used.
    code = models.CharField(max_length=500, blank=True)
    redirect_uri = models.CharField(max_length=300)
    shows = models.BooleanField(default=False)
    together = models.BooleanField(default=False)  # beside another one, knowingly
    # What came of it: [{name, world, outcome}, …], nothing that leads to a page.
    found = models.JSONField(default=list, blank=True)

    objects = ErrandQuerySet["XivAuthVisit"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ErrandState.values),
                name="xivauthvisit_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def added(self) -> list[dict[str, Any]]:
        return [each for each in self.found if not each.get("outcome")]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was found, with what stood in the way as a sentence."""
        return [
            {**each, "trouble": trouble_text(each.get("outcome", ""))}
            for each in self.found
        ]
