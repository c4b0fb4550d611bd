"""What a page shows of listings, beside its forms and words."""

import re
from html import unescape
from typing import Any

from config.testing.pages import Data, Form, form_in, forms_in, html_of, words_in

__all__ = ["Data", "Form", "cards_in", "form_in", "forms_in", "html_of", "words_in"]


def cards_in(page: Any) -> list[str]:
    """Addresses of the listings whose cards are shown, in their order."""
    links = re.findall(r'class="listing-card__link" href="([^"]+)"', html_of(page))
    return [unescape(link) for link in links]
