"""What may be said of a member, and whom a team invites."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.enums import INVITE_DAYS, MAX_MEMBERS, MemberKind, TeamRole, Visibility
from accounts.forms.catalogue import job_choices
from accounts.models import Character, Membership, Profile, User
from accounts.rules import can_set_kind, can_set_play, can_set_role
from config.lib.forms import TextField

ROLES = [(role, role.label) for role in (TeamRole.OFFICER, TeamRole.MEMBER)]


class KindField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Belongs to the team as"))
        super().__init__(choices=MemberKind.choices, **kwargs)


class MemberForm(forms.Form):
    """Only what `actor` may say of `member` is asked."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=ROLES,
        help_text=_(
            "Officers write listings, answer applicants, invite, and may remove plain "
            "members."
        ),
    )
    kind = KindField(
        help_text=_(
            "A substitute steps in when somebody is missing, and is counted apart."
        )
    )
    character = forms.ModelChoiceField(
        label=_("Character"),
        queryset=Character.objects.none(),
        required=False,
        empty_label=_("Not said"),
        help_text=_(
            "Others see it once it is verified and you show it on your profile."
        ),
    )
    job = forms.TypedChoiceField(
        label=_("Job"),
        choices=lambda: [("", _("Not said")), *job_choices()],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, actor: Membership | None, member: Membership
    ) -> None:
        now = {
            name: getattr(member, name)
            for name in ("role", "kind", "character_id", "job_id")
        }
        initial = {name.removesuffix("_id"): value for name, value in now.items()}
        super().__init__(data, initial=initial)
        asked = {
            "role": can_set_role(actor, member),
            "kind": can_set_kind(actor, member),
            "character": can_set_play(actor, member),
            "job": can_set_play(actor, member),
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        if asked["character"]:
            mine = self.fields["character"]
            assert isinstance(mine, forms.ModelChoiceField)  # noqa: S101 -- see above
            mine.queryset = Character.objects.of(member.user).exclude(name="")
            if member.character_id is None:
                self.initial["character"] = _only(mine.queryset.verified())

    def changes(self) -> dict[str, Any]:
        """For `change_member`."""
        data = self.cleaned_data
        said: dict[str, Any] = {
            name: data[name] for name in ("role", "kind") if name in data
        }
        if "job" in data:
            said["play"] = (data["character"], data["job"])
        return said


def _only(found: Any) -> Character | None:
    """The one there is; None where there is a choice, or nothing to choose."""
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None


class LinkForm(forms.Form):
    """A link that several may use."""

    days = forms.TypedChoiceField(
        label=_("Works for"),
        choices=[
            (days, ngettext_lazy("%(n)d day", "%(n)d days", days) % {"n": days})
            for days in INVITE_DAYS
        ],
        coerce=int,
        initial=7,
    )
    max_uses = forms.IntegerField(
        label=_("For how many people"),
        min_value=1,
        max_value=MAX_MEMBERS,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    kind = KindField()
    prefix = "link"


class PlayerForm(forms.Form):
    """One person by handle."""

    handle = TextField(
        label=_("Handle"),
        max_length=200,
        help_text=_("Or the address of their page."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    kind = KindField()
    prefix = "player"

    def __init__(self, data: Any = None, *, by: User, handle: str = "") -> None:
        super().__init__(data, initial={"handle": handle})
        self.by = by

    def clean_handle(self) -> str:
        said = str(self.cleaned_data["handle"])
        address = re.search(r"/players/([^/?#\s]+)", said)
        handle = address[1] if address else said.removeprefix("@")
        if handle.lower() == self.by.handle.lower():
            raise ValidationError(_t("That is you."))
        return handle

    @property
    def player(self) -> User | None:
        """None: nobody has this handle. Nor had: whoever hides has told nobody that
        they go by another one now."""
        found = User.objects.by_handle(self.cleaned_data["handle"])
        if found is None:
            return None
        hidden = Profile.objects.filter(user=found.user, visibility=Visibility.HIDDEN)
        return None if found.is_former and hidden.exists() else found.user
