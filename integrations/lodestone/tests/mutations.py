"""Ways in which a page gets hurt. Each keeps or breaks; none may make it lie."""

import random
import re

TAG = re.compile(r"<[^>]+>")
ATTRIBUTE = re.compile(r"""\s*([\w-]+)(="[^"]*"|)""")
# Tags that carry meaning; the tooltips of gear would drown them.
TELLING = re.compile(
    r"frame|block|freecompany|pvpteam|level|selfintro|toggle|image_popup|class_|main|side"
    r'|</?p|</?li|</?ul|</?h4|</div|</a|data-tooltip="[^"]{3,30}">|<body|<html'
)


def cut(text, draw):
    return text[: draw(len(text.rstrip()) - 1)]


def tag_lost(text, draw):
    tag = _telling(text, draw)
    return text[: tag.start()] + text[tag.end() :]


def two_tags_lost(text, draw):
    return tag_lost(tag_lost(text, draw), draw)


def tag_doubled(text, draw):
    tag = _telling(text, draw)
    return text[: tag.end()] + text[tag.start() :]


def attribute_lost(text, draw):
    tag = _telling(text, draw, "=")
    found = list(ATTRIBUTE.finditer(tag[0].partition(" ")[2]))
    lost = found[draw(len(found) - 1)]
    return text[: tag.start()] + tag[0].replace(lost[0], "", 1) + text[tag.end() :]


def class_renamed(text, draw):
    tag = _telling(text, draw, "class=")
    renamed = re.sub(r'class="(\s*\w{2})', r'class="\1x', tag[0])
    return text[: tag.start()] + renamed + text[tag.end() :]


def attributes_shuffled(text, draw):
    order = random.Random(draw(10_000))

    def shuffled(match):
        name, _space, rest = match[0].strip("<>").partition(" ")
        parts = [part[0].strip() for part in ATTRIBUTE.finditer(rest)]
        order.shuffle(parts)
        return "<" + " ".join([name, *parts]) + ">"

    return re.sub(r'<[a-z]+[0-9]?( [\w-]+="[^"<>]*")+>', shuffled, text)


def piece_lost(text, draw):
    """From one tag to another, so that no word is cut."""
    tags = [tag.start() for tag in TAG.finditer(text, *_main(text))]
    first = draw(len(tags) - 2)
    last = min(len(tags) - 1, first + 1 + draw(400))
    return text[: tags[first]] + text[tags[last] :]


def bytes_hurt(text, draw):
    """No text any more: a lone byte that begins nothing."""
    raw = text.encode()
    place = draw(len(raw) - 1)
    return raw[:place] + bytes([0x80 + draw(0x3F)]) + raw[place + draw(3) :]


def _telling(text, draw, part=""):
    found = [
        tag
        for tag in TAG.finditer(text, *_main(text))
        if part in tag[0] and TELLING.search(tag[0]) and "<br" not in tag[0]
    ]
    return found[draw(len(found) - 1)]


def _main(text):
    start = max(0, text.find("ldst__main") - 12)
    end = text.find("ldst__side")
    return start, end + 12 if end > start else len(text)
