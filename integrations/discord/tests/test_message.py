"""Whatever a listing says, its message keeps Discord's limits."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from integrations.discord.cutting import length
from integrations.discord.message import build
from integrations.discord.schemas import Embed, EmbedField


def test_an_embed_says_all_it_was_given():
    embed = Embed(
        title="Static seeks a healer",
        description="Two evenings a week.",
        url="https://muster.example/l/1",
        colour=0,
        fields=(EmbedField("Duty", "M12S", inline=True), EmbedField(" ", "Aether")),
        footer="Muster",
        author="Crescent",
        timestamp=datetime(2026, 11, 20, 20, tzinfo=UTC),
    )

    assert build(embed, "A new one") == {
        "allowed_mentions": {"parse": []},
        "content": "A new one",
        "embeds": [
            {
                "title": "Static seeks a healer",
                "author": {"name": "Crescent"},
                "footer": {"text": "Muster"},
                "description": "Two evenings a week.",
                "fields": [
                    {"name": "Duty", "value": "M12S", "inline": True},
                    {"name": "\u200b", "value": "Aether", "inline": False},
                ],
                "url": "https://muster.example/l/1",
                "timestamp": "2026-11-20T20:00:00+00:00",
                "color": 0,
            }
        ],
    }


def test_nobody_is_mentioned_by_what_a_player_wrote():
    assert build(None, "@everyone")["allowed_mentions"] == {"parse": []}


def test_each_part_is_cut_at_its_own_limit():
    long = "word " * 1000
    embed = Embed(title=long, author=long, fields=(EmbedField(long, long),))

    built = build(embed, long)["embeds"][0]

    assert len(built["title"]) == 255  # the next word would end above it
    assert len(built["author"]["name"]) == 255
    assert len(built["fields"][0]["name"]) == 255
    assert len(built["fields"][0]["value"]) == 1020
    assert len(build(None, long)["content"]) == 2000
    assert len(build(Embed(description=long))["embeds"][0]["description"]) == 4095
    assert len(build(Embed(footer=long))["embeds"][0]["footer"]["text"]) == 2045


def test_a_field_without_a_value_is_left_out():
    fields = (EmbedField("empty", " "), EmbedField("full", "x"))

    built = build(Embed(title="t", fields=fields))["embeds"][0]["fields"]

    assert [each["name"] for each in built] == ["full"]


def test_the_26th_field_is_left_out():
    fields = tuple(EmbedField(str(n), "x") for n in range(26))

    built = build(Embed(fields=fields))["embeds"][0]["fields"]

    assert [each["name"] for each in built] == [str(n) for n in range(25)]


TEXTS = st.builds(
    lambda part, times: part * times, st.text(max_size=9), st.integers(0, 600)
)
EMBEDS = st.builds(
    Embed,
    title=TEXTS,
    description=TEXTS,
    footer=TEXTS,
    author=TEXTS,
    fields=st.lists(st.builds(EmbedField, TEXTS, TEXTS), max_size=27).map(tuple),
)


@given(EMBEDS)
def test_any_embed_keeps_every_limit(embed):
    built = build(embed)["embeds"][0]

    fields = built.get("fields", [])
    texts = [
        (built.get("title", ""), 256),
        (built.get("description", ""), 4096),
        (built.get("author", {}).get("name", ""), 256),
        (built.get("footer", {}).get("text", ""), 2048),
        *((each["name"], 256) for each in fields),
        *((each["value"], 1024) for each in fields),
    ]
    assert all(length(text) <= limit for text, limit in texts)
    assert sum(length(text) for text, _ in texts) <= 6000
    assert len(fields) <= 25
    assert all(each["name"] and each["value"] for each in fields)
