"""What a row and an entry of the catalogue can both say about themselves."""

from django.utils.translation import get_language

from integrations.enums import LANGUAGES


class Named:
    """Something with a name in each of the game's languages."""

    __slots__ = ()

    name_en: str
    name_ja: str
    name_de: str
    name_fr: str

    def name_in(self, language: str) -> str:
        """The name in one of the game's languages; English for any other, and where none
        is known."""
        code = language[:2].lower()
        return getattr(self, f"name_{code}", "") or self.name_en

    @property
    def name(self) -> str:
        return self.name_in(get_language() or "en")

    @property
    def names(self) -> list[str]:
        return [self.name_in(language) for language in LANGUAGES]
