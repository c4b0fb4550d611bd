"""From the text of a page to a value. Nothing here asks the network or the clock.

Every function takes the page and its HTTP status, and either returns a value that is
wholly on the page or raises an `integrations.errors.OutsideError`. A page that is cut
off, or does not say whose it is, is `Changed`; any other part of another form is left
out of the value, which names it in `unread`.
"""

from integrations.lodestone.parsers.character import parse_character
from integrations.lodestone.parsers.jobs import parse_class_jobs
from integrations.lodestone.parsers.search import parse_search
from integrations.lodestone.parsers.worlds import parse_world_status

__all__ = ["parse_character", "parse_class_jobs", "parse_search", "parse_world_status"]
