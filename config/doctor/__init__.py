"""Whether this Muster is well: its settings, its parts, the services outside.

    groups = examine(probe=False)
    worst(groups)  # a Level, and the exit status of `manage.py doctor`

`choices` looks at settings, `parts` at what must run, `integrations.doctor` at the
services; `views` shows it to staff. Nothing here ever holds a secret's value.
"""

from collections.abc import Mapping, Sequence

from config.doctor import choices, parts
from config.lib.findings import Finding, Level
from integrations import doctor

Groups = Mapping[str, Sequence[Finding]]


def examine(*, probe: bool = False, patience: float | None = None) -> Groups:
    """Findings by group. `patience` is for all parts together, in seconds; if None
    it is as short as a page can wait.

    With `probe`, each service and the mail server are asked once.
    """
    return {
        "settings": choices.look(),
        "parts": parts.look(probe=probe, patience=patience),
        "services": doctor.services(probe=probe),
    }


def worst(groups: Groups) -> Level:
    return max(each.level for group in groups.values() for each in group)
