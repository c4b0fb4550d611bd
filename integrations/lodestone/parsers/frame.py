"""The head of a character's pages: who it is."""

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.text import (
    attribute,
    character_id,
    character_name,
    classes,
    image_url,
    no_loose_text,
    one,
    text_of,
    world_and_data_centre,
)
from integrations.lodestone.schemas import Frame

_KNOWN = (selectors.FRAME_NAME, selectors.FRAME_TITLE, selectors.FRAME_WORLD)


def read_frame(main: LexborNode) -> Frame:
    frame = one(main, selectors.FRAME, "frame")
    link = one(frame, selectors.FRAME_LINK, "id")
    face = one(frame, selectors.FRAME_FACE, "avatar")
    box = one(frame, selectors.FRAME_BOX, "frame")
    no_loose_text([frame, link, box], "frame")
    world, data_centre = world_and_data_centre(
        text_of(one(box, f".{selectors.FRAME_WORLD}", "world"))
    )
    return Frame(
        id=character_id(link, "id"),
        name=character_name(text_of(one(box, f".{selectors.FRAME_NAME}", "name"))),
        title=_title(box),
        world=world,
        data_centre=data_centre,
        avatar_url=image_url(attribute(face, "src"), "avatar"),
    )


def _title(box: LexborNode) -> str | None:
    """None when there is none: nothing else may stand where it could be."""
    found = box.css(f".{selectors.FRAME_TITLE}")
    if found:
        return text_of(one(box, f".{selectors.FRAME_TITLE}", "title")) or None
    strangers = [p for p in box.css("p") if not set(_KNOWN) & set(classes(p))]
    if any(map(text_of, strangers)):
        raise changed("title")
    return None
