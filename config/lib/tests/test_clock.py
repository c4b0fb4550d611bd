"""Every way of writing a time that Muster reads, and what it asks about."""

import pytest

from config.lib.clock import ClockError, clock_text, read_clock

# What is written, and the minute of the day as "HH:MM", past 24:00 in the night after.
FORMS = {
    # With 24 hours.
    "20:00": "20:00", "8:05": "08:05", "08:05": "08:05", "0:00": "00:00",
    "00:15": "00:15", "20:00:00": "20:00", " 20:00 ": "20:00", "20 : 00": "20:00",
    "20.00": "20:00", "20,30": "20:30", "20 30": "20:30", "2130": "21:30",
    "0930": "09:30", "930": "09:30", "2130h": "21:30", "2100 hrs": "21:00",
    "21": "21:00", "13": "13:00", "09": "09:00", "0": "00:00", "00": "00:00",
    "at 21:30": "21:30", "20 hours": "20:00",
    # A night that goes on past 24 hours.
    "24:00": "24:00", "24": "24:00", "25:00": "25:00", "2500": "25:00",
    "27:30": "27:30", "29:59": "29:59", "30:00": "30:00", "25h": "25:00",
    # Full width.
    "２１：３０": "21:30", "２１時": "21:00", "２５：００": "25:00", "２１\u3000３０": "21:30",
    "９ｐｍ": "21:00", "２１．３０": "21:30",
    # English.
    "9pm": "21:00", "9 pm": "21:00", "9PM": "21:00", "9 P.M.": "21:00",
    "9 p.m.": "21:00", "9p.m": "21:00", "9 p. m.": "21:00", "9p": "21:00",
    "9:30pm": "21:30", "9.30 p.m.": "21:30", "930pm": "21:30", "9am": "09:00",
    "9 a.m.": "09:00", "pm 9:30": "21:30", "12am": "00:00", "12 a.m.": "00:00",
    "12:30 am": "00:30", "12pm": "12:00", "12:30 p.m.": "12:30",
    "9\N{NO-BREAK SPACE}p.m.": "21:00", "9\N{NARROW NO-BREAK SPACE}pm": "21:00",
    "9 o'clock pm": "21:00", "9 o’clock p.m.": "21:00", "9 in the evening": "21:00",
    "9 in the morning": "09:00", "9 at night": "21:00", "11:30 at night": "23:30",
    "12 at night": "24:00",
    "noon": "12:00", "Midday": "12:00", "midnight": "00:00",
    # German.
    "21 Uhr": "21:00", "21Uhr": "21:00", "21.30 Uhr": "21:30", "21:30 Uhr": "21:30",
    "21 Uhr 30": "21:30", "21:30h": "21:30", "21.30h": "21:30", "9 Uhr": "09:00",
    "um 21 Uhr": "21:00", "9 Uhr abends": "21:00", "8 Uhr morgens": "08:00",
    "3 Uhr nachmittags": "15:00", "21 Uhr abends": "21:00", "10 Uhr nachts": "22:00",
    "0 Uhr": "00:00", "24 Uhr": "24:00", "Mitternacht": "00:00", "Mittag": "12:00",
    # French.
    "21h": "21:00", "21H": "21:00", "21h30": "21:30", "21 h 30": "21:30",
    "21 h": "21:00", "21h 30": "21:30", "21 heures": "21:00",
    "21 heures 30": "21:30", "1 heure": "01:00", "21h30min": "21:30", "9h": "09:00",
    "21h et demie": "21:30", "9h du soir": "21:00", "9h30 du soir": "21:30",
    "8h du matin": "08:00", "3h de l'après-midi": "15:00", "à 21h": "21:00",
    "3h de l’après-midi": "15:00", "midi": "12:00", "minuit": "00:00",
    # Japanese.
    "21時": "21:00", "21時30分": "21:30", "21時 30分": "21:30", "21時半": "21:30",
    "9時半": "09:30", "26時": "26:00", "24時": "24:00", "25時30分": "25:30",
    "午後9時": "21:00", "午後9時半": "21:30", "午後9:30": "21:30", "午前9時": "09:00",
    "午前0時": "00:00", "午後0時": "12:00", "午後21時": "21:00", "夜9時": "21:00",
    "朝8時": "08:00", "深夜25時": "25:00", "夜12時": "24:00",
    "夕方6時": "18:00", "昼1時": "13:00", "正午": "12:00", "21時から": "21:00",
    "24時まで": "24:00", "２１時３０分": "21:30",
}  # fmt: skip
# What can be read in two ways, and both.
UNCLEAR = {
    "9": ("09:00", "21:00"), "1": ("01:00", "13:00"), "11": ("11:00", "23:00"),
    "12": ("12:00", "00:00"), "9 o'clock": ("09:00", "21:00"),
    "９": ("09:00", "21:00"), "午前12時": ("00:00", "12:00"),
    "午後12時": ("00:00", "12:00"), "12 Uhr abends": ("00:00", "12:00"),
    "深夜1時": ("01:00", "25:00"), "2 at night": ("02:00", "26:00"),
    "1 Uhr nachts": ("01:00", "25:00"), "夜0時半": ("00:30", "24:30"),
}  # fmt: skip

NONE = [
    "", " ", "soon", "20:61", "20:60", "25:99", "30:01", "31:00", "99", "-1:00", "+9",
    "13pm", "0pm", "21:30 pm", "25 pm", "0 am", "午前13時", "午後25時", "20:5", "21h5",
    "20:00-23:00", "20:00–23:00", "21時-23時", "²0:00", "٢٠:٠٠", "20:00\x00", "1:2:3",
    "20:00:30", "8 pm pm", "am", "時", "21 Uhr 30 Uhr 5", "9" * 500, "午後" * 500,
]  # fmt: skip


@pytest.mark.parametrize(("typed", "right"), FORMS.items())
def test_time_is_read_as_people_write_it(typed, right):
    assert clock_text(read_clock(typed)) == right


@pytest.mark.parametrize("minute", [0, 1, 719, 720, 1439, 1440, 1500, 1800])
def test_what_muster_writes_it_reads(minute):
    assert read_clock(clock_text(minute)) == minute


@pytest.mark.parametrize(("typed", "readings"), UNCLEAR.items())
def test_unclear_time_asks_and_names_both(typed, readings):
    with pytest.raises(ClockError) as asked:
        read_clock(typed)

    assert str(asked.value).startswith(f"Is that {readings[0]} or {readings[1]}?")
    for reading in readings:
        assert clock_text(read_clock(reading)) == reading


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ClockError, match="Write a time like 20:00"):
        read_clock(typed)


@pytest.mark.parametrize("typed", ["21:00 ST", "21:00 UTC", "21st", "9pm GMT"])
def test_zone_beside_a_time_is_not_dropped_in_silence(typed):
    with pytest.raises(ClockError, match="Write it without"):
        read_clock(typed)
