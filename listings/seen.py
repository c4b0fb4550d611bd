"""Whom somebody may see."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.enums import Visibility
from accounts.models import Block, User


def people_seen_by(viewer: Any) -> QuerySet[User]:
    """Whose page the viewer may read."""
    shown = Q(profile__isnull=True) | Q(profile__visibility=Visibility.PUBLIC)
    people = User.objects.filter(is_active=True, erased_at=None)
    if viewer.is_authenticated:
        shown |= Q(profile__visibility=Visibility.MEMBERS) | Q(pk=viewer.pk)
        people = people.exclude(pk__in=Block.objects.others_than(viewer))
    return people.filter(shown)
