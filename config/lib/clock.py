"""Times of day as people write them: "20:00", "9:30 p.m.", "21.30 Uhr", "21h", "26時".

`read_clock` gives minutes from the beginning of the day that is named beside the time. A
night may be counted on from there, as far as 30:00: "25:00" on a Tuesday is Wednesday,
01:00. What can be read in two ways is asked about, never guessed.
"""

import re

from django.utils.translation import gettext as _

LATEST = 30 * 60  # minute: 06:00 of the next morning
MOST_READ = 40  # characters

_NAMED = {
    **dict.fromkeys(("noon", "midday", "mittag", "mittags", "midi", "正午"), 720),
    **dict.fromkeys(("midnight", "mitternacht", "minuit", "真夜中"), 0),
}
# Hours and minutes.
_UNIT = r"(?:h|hrs?|hours?|uhr|heures?|時)"
_FORMS = [
    re.compile(form)
    for form in (
        rf"([0-9]{{1,2}}) ?[:.,] ?([0-9]{{2}})(?::00)? ?{_UNIT}?",  # 21:30, 21.30 Uhr
        rf"([0-9]{{1,2}}) ?{_UNIT}(?: ?([0-9]{{2}}) ?(?:分|min)?)?",  # 21h30, 21時, 9 Uhr
        rf"([0-9]{{1,2}})([0-9]{{2}}) ?{_UNIT}?",  # 2130
        r"([0-9]{1,2}) ([0-9]{2})",
    )
]
_HOUR_ALONE = re.compile(r"([0-9]{1,2})(?: ?o.clock)?")
# What says which half of the day is meant, before the hour or behind it.
_AM, _PM, _NIGHT = "am", "pm", "night"
_HALVES = [
    (half, is_english, re.compile(rf"(?:{words}) ?([0-9].*)|([0-9].*?) ?(?:{words})"))
    for half, is_english, words in (
        (_AM, True, r"a(?:\.? ?m\.?)?"),
        (_PM, True, r"p(?:\.? ?m\.?)?"),
        (_AM, False, r"in the morning|vormittags?|morgens|fr[uü]h|du matin|午前|朝"),
        (_PM, False, r"in the afternoon|nachmittags?|de l.apr[eè]s-midi|午後|昼"),
        (_PM, False, r"in the evening|abends|du soir|夕方"),
        (_NIGHT, False, r"at night|nachts|de la nuit|深夜|夜"),
    )
]
_ST = re.compile(r".*[0-9].*?(st|utc|gmt)")
_AROUND = re.compile(r"(?:at|um|à) (.+)|(.+?) ?(?:から|まで|より)")
# Full-width letters, digits and signs as they are elsewhere. Not all that Unicode calls
# alike: "²0:00" is a slip.
_SIGNS = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)} | {
    ord("\N{RATIO}"): ":"
}


class ClockError(ValueError):
    """No time, or one that can be read in two ways. Says what to write."""


def read_clock(text: str) -> int:
    """The minute of the day, 0 to `LATEST`. ClockError for anything else."""
    if len(text) > MOST_READ:
        raise ClockError(_("Write a time like 20:00."))
    said = _plain(text)
    if said in _NAMED:
        return _NAMED[said]
    if found := _ST.fullmatch(said):
        raise ClockError(
            _("Write it without “%(zone)s”, in the time zone of this form.")
            % {"zone": found[1].upper()}
        )
    half, is_english, rest = _half_of(said)
    hour, minute, is_clear = _number(rest)
    if half:
        hour = _of_half(hour, minute, half, is_english=is_english)
    elif not is_clear:
        _ask((hour, minute), ((hour + 12) % 24, minute))
    if minute > 59 or hour * 60 + minute > LATEST:
        raise ClockError(_("Write a time like 20:00."))
    return hour * 60 + minute


def clock_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _plain(text: str) -> str:
    """One spelling of signs that look alike: full-width ones, spaces, capitals."""
    said = " ".join(text.translate(_SIGNS).casefold().split())
    said = said.replace("半", "30").replace("et demie", "30")
    found = _AROUND.fullmatch(said)
    return (found[1] or found[2]) if found else said


def _half_of(said: str) -> tuple[str, bool, str]:
    """Which half of the day is named, in English or not, and what is left."""
    for half, is_english, form in _HALVES:
        if found := form.fullmatch(said):
            return half, is_english, (found[1] or found[2]).strip()
    return "", False, said


def _number(said: str) -> tuple[int, int, bool]:
    """Hour, minute, and whether a day has but one such hour: a lone "9" may be any."""
    for form in _FORMS:
        if found := form.fullmatch(said):
            return int(found[1]), int(found[2] or 0), True
    if found := _HOUR_ALONE.fullmatch(said):
        hour = int(found[1])
        return hour, 0, hour > 12 or found[1].startswith("0")
    raise ClockError(_("Write a time like 20:00."))


def _of_half(hour: int, minute: int, half: str, *, is_english: bool) -> int:
    if half == _NIGHT:
        return _at_night(hour, minute)
    if is_english and not 1 <= hour <= 12:
        raise ClockError(_("Write a time like 20:00."))
    if hour > 23 or (hour > 12 and half == _AM):
        raise ClockError(_("Write a time like 20:00."))
    if hour == 12 and not is_english:
        _ask((0, minute), (12, minute))
    if hour > 12:
        return hour
    return hour % 12 + (12 if half == _PM else 0)


def _at_night(hour: int, minute: int) -> int:
    if hour < 6:
        _ask((hour, minute), (hour + 24, minute))
    if hour == 12:
        return 24
    return hour + 12 if hour < 12 else hour


def _ask(first: tuple[int, int], second: tuple[int, int]) -> None:
    readings = [clock_text(hour * 60 + minute) for hour, minute in (first, second)]
    raise ClockError(
        _("Is that %(first)s or %(second)s? Write it like that.")
        % {"first": readings[0], "second": readings[1]}
    )
