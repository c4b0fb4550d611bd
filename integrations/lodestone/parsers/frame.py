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
from integrations.parts import Parts

_KNOWN = (selectors.FRAME_NAME, selectors.FRAME_TITLE, selectors.FRAME_WORLD)


def read_frame(main: LexborNode, parts: Parts) -> Frame:
    """Raises `Changed` where it does not say whose page it is."""
    frame = one(main, selectors.FRAME, "frame")
    link = one(frame, selectors.FRAME_LINK, "id")
    parts.read(no_loose_text, [frame, link, *frame.css(selectors.FRAME_BOX)], "frame")
    world, data_centre = parts.read(_world, frame) or (None, None)
    return Frame(
        id=character_id(link, "id"),
        name=character_name(text_of(one(frame, f".{selectors.FRAME_NAME}", "name"))),
        title=parts.read(_title, frame),
        world=world,
        data_centre=data_centre,
        avatar_url=parts.read(_avatar, frame),
    )


def _world(frame: LexborNode) -> tuple[str, str]:
    line = one(frame, f".{selectors.FRAME_WORLD}", "world")
    return world_and_data_centre(text_of(line))


def _avatar(frame: LexborNode) -> str:
    face = one(frame, selectors.FRAME_FACE, "avatar")
    return image_url(attribute(face, "src"), "avatar")


def _title(frame: LexborNode) -> str | None:
    """None when there is none: nothing else may stand where it could be."""
    found = frame.css(f".{selectors.FRAME_TITLE}")
    if found:
        return text_of(one(frame, f".{selectors.FRAME_TITLE}", "title")) or None
    strangers = [p for p in frame.css("p") if not set(_KNOWN) & set(classes(p))]
    if any(map(text_of, strangers)):
        raise changed("title")
    return None
