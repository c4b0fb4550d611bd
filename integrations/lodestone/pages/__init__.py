"""Pages in the recorded form, about invented people: for the sandbox and the tests.

The class names, the order of the parts, the other people in the side column and the
oddities (no space before `data-tooltip`, `<br />`, `&#39;`) are the site's; its texts
are not, beyond the few words that tell parts of a page from each other.
"""

from integrations.lodestone.pages.jobs import class_job_page
from integrations.lodestone.pages.outcomes import (
    challenge_page,
    hidden_page,
    maintenance_page,
    not_found_page,
)
from integrations.lodestone.pages.profile import character_page
from integrations.lodestone.pages.search import search_page
from integrations.lodestone.pages.worlds import world_status_page

__all__ = [
    "challenge_page",
    "character_page",
    "class_job_page",
    "hidden_page",
    "maintenance_page",
    "not_found_page",
    "search_page",
    "world_status_page",
]
