"""All text of the demo, in the game's four languages."""

from listings.demo.words.de import DE
from listings.demo.words.en import EN
from listings.demo.words.fr import FR
from listings.demo.words.ja import JA
from listings.demo.words.tongue import Tongue

TONGUES: dict[str, Tongue] = {each.code: each for each in (EN, JA, DE, FR)}

__all__ = ["TONGUES", "Tongue"]
