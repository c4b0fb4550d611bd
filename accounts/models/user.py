"""A person: who logs in, and by which name the others know them."""

from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import HANDLE_CHANGES_EVERY, HANDLE_IS_FREE_FOR
from accounts.models.handle import (
    HANDLE,
    Skeleton,
    is_handle,
    skeleton,
    validate_handle,
    validate_unreserved,
)
from config.lib.ids import shorten, uuid7
from config.lib.mailbox import address_to_find, canonical_address


class Called(NamedTuple):
    """Somebody found by a handle; `is_former` if they have another one now."""

    user: "User"
    is_former: bool


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=canonical_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=address_to_find(username or ""))

    def called(self, handle: str) -> "User | None":
        """Whose name this is, or was."""
        found = self.by_handle(handle)
        return found.user if found else None

    def by_handle(self, handle: str) -> Called | None:
        """Whose name this is, or was: nobody else may take it. Not who is gone."""
        return called(self.filter(erased_at=None), handle)

    def looking_like(self, handle: str) -> models.QuerySet["User"]:
        """Who has a handle that one could take for this one."""
        return self.alias(shape=Skeleton("handle")).filter(shape=skeleton(handle))


class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)  # spelled as `mailbox` says
    handle = models.CharField(
        max_length=30,
        validators=[validate_handle, validate_unreserved],
    )
    # Empty: never chosen, so the device's counts.
    time_zone = models.CharField(max_length=64, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    # The first choice; it can be thought over for a day. Empty: before there was one.
    handle_chosen_at = models.DateTimeField(null=True, blank=True)
    handle_changed_at = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)
    suspension_reason = models.CharField(max_length=300, blank=True)
    # Whoever leaves is made anonymous; what others keep still refers to the row.
    erased_at = models.DateTimeField(null=True, blank=True)

    waiting_invites = 0  # into teams; counted with the session (accounts.sign_in)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
            ),
            models.UniqueConstraint(Lower("handle"), name="user_handle_is_unique"),
            models.UniqueConstraint(
                Skeleton("handle"), name="user_handle_looks_like_no_other"
            ),
            models.CheckConstraint(
                condition=models.Q(handle__regex=HANDLE),
                name="user_handle_is_well_formed",
            ),
        ]

    def __str__(self) -> str:
        return self.handle

    def get_absolute_url(self) -> str:
        return reverse("listings:player", args=[self.handle])

    def clean(self) -> None:
        super().clean()
        if User.objects.filter(pk=self.pk, handle=self.handle).exists():
            return  # theirs as it was
        former = FormerHandle.objects.looking_like(self.handle)
        if former.exclude(user=self.pk).exists():
            raise ValidationError({"handle": _("Somebody had this handle before.")})

    @property
    def is_suspended(self) -> bool:
        until = self.suspended_until
        return until is not None and until > timezone.now()

    @property
    def first_handle(self) -> str:
        """Whoever has chosen none goes by this one. The tail of a UUIDv7 is random, so
        nothing is told by it."""
        return f"player-{shorten(self.id)[-10:]}"

    @property
    def handle_changes_at(self) -> datetime | None:
        """When the handle may change again; None: now."""
        now, chosen, changed = (
            timezone.now(), self.handle_chosen_at, self.handle_changed_at
        )  # fmt: skip
        if changed is None or (chosen and now < chosen + HANDLE_IS_FREE_FOR):
            return None
        at = changed + HANDLE_CHANGES_EVERY
        return at if at > now else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.handle:
            self.handle = self.first_handle
        super().save(*args, **kwargs)


class FormerHandleQuerySet(models.QuerySet["FormerHandle"]):
    def looking_like(self, handle: str) -> Self:
        return self.alias(shape=Skeleton("handle")).filter(shape=skeleton(handle))


class FormerHandle(models.Model):
    """A handle that somebody gave up: it leads to them, and nobody else may take it.

    One person may have had several that look alike; that no two people have is seen to
    by whoever writes (see `change_handle`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="former_handles"
    )
    handle = models.CharField(max_length=30)
    until = models.DateTimeField(default=timezone.now)

    objects = FormerHandleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("handle"), name="formerhandle_is_unique")
        ]
        indexes = [models.Index(Skeleton("handle"), name="formerhandle_shape")]

    def __str__(self) -> str:
        return self.handle


def called(people: models.QuerySet[User], handle: str) -> Called | None:
    """Who of these people has this name, or had it."""
    if not is_handle(handle):
        return None
    low = handle.lower()
    if found := people.alias(low=Lower("handle")).filter(low=low).first():
        return Called(found, is_former=False)
    former = FormerHandle.objects.alias(low=Lower("handle")).filter(low=low)
    user = people.filter(pk__in=former.values("user")).first()
    return Called(user, is_former=True) if user else None
