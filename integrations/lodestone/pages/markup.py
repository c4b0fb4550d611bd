"""The small parts of which pages are made."""

from hashlib import sha256

IMAGES = "https://lds-img.finalfantasyxiv.com"
PORTRAITS = "https://img2.finalfantasyxiv.com"


def escaped(text: str | None) -> str:
    """As the site escapes, with a decimal apostrophe."""
    text = text or ""
    for sign, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#39;"),
    ):
        text = text.replace(sign, entity)
    return text


def icon(of: str) -> str:
    """An address for a picture that always means `of`; there is no such picture."""
    name = sha256(of.encode()).hexdigest()
    return f"{IMAGES}/h/{name[0].upper()}/{name[1:27]}.png"


def avatar_of(lodestone_id: int) -> str:
    return f"{PORTRAITS}/f/{_portrait(lodestone_id)}fc0.jpg?1762800000"


def portrait_of(lodestone_id: int) -> str:
    return f"{PORTRAITS}/f/{_portrait(lodestone_id)}fl0.jpg?1762800000"


def _portrait(lodestone_id: int) -> str:
    digest = sha256(f"portrait {lodestone_id}".encode()).hexdigest()
    return f"{digest[:32]}_{digest[32:]}"


def character_path(lodestone_id: int) -> str:
    return f"/lodestone/character/{lodestone_id}/"


def world_line(world: str | None, data_centre: str | None, css_class: str) -> str:
    if not world:
        return ""
    house = '<i class="xiv-lds xiv-lds-home-world js__tooltip" data-tooltip="Home World"></i>'
    return f'<p class="{css_class}">{house}{world} [{data_centre}]</p>'
