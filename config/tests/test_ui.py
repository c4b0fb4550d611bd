"""The component tags: what they print, and what they refuse."""

import re
from uuid import UUID

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.html import escape


class SignUp(forms.Form):
    name = forms.CharField(label="Team name", help_text="As in your posts.")
    hours = forms.IntegerField(label="Hours", min_value=1, required=False)
    pitch = forms.CharField(label="Pitch", widget=forms.Textarea({"class": "tall"}))
    stage = forms.ChoiceField(label="Stage", choices=[("a", "A"), ("b", "B")])
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[("tank", "Tank"), ("healer", "Healer")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="Agreed", help_text="Read the rules.")
    version = forms.IntegerField(widget=forms.HiddenInput)


def show(source, **context):
    return Template(source).render(Context(context))


def test_field_puts_label_above_and_help_under_and_links_them():
    html = show("{% field form.name %}", form=SignUp())

    label, control, help_text = (
        html.index('<label for="id_name">Team name'),
        html.index('<input type="text" name="name"'),
        html.index('<div class="help" id="id_name-help">As in your posts.'),
    )
    assert label < control < help_text
    assert 'class="input"' in html
    assert 'aria-describedby="id_name-help"' in html
    assert "aria-invalid" not in html


def test_field_says_what_is_wrong_beside_what_was_typed():
    form = SignUp({"hours": "<0>"})

    html = show("{% field form.hours %}", form=form)

    assert '<div id="id_hours-error">' in html
    assert 'aria-describedby="id_hours-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="&lt;0&gt;"' in html
    assert "Enter a whole number." in html


@pytest.mark.parametrize(
    ("name", "css"),
    [("pitch", "textarea tall"), ("stage", "select"), ("name", "input")],
)
def test_field_gives_each_control_its_class(name, css):
    html = show("{% field bound %}", bound=SignUp()[name])

    assert f'class="{css}"' in html


def test_field_small_keeps_the_base_class():
    html = show("{% field form.stage small=True %}", form=SignUp())

    assert 'class="select select--small"' in html


def test_field_marks_what_may_be_left_out():
    assert '<span class="optional">' in show("{% field form.hours %}", form=SignUp())
    assert '<span class="optional">' not in show("{% field form.name %}", form=SignUp())
    assert '<span class="optional">' not in show(
        "{% field form.hours mark_optional=False %}", form=SignUp()
    )


def test_field_groups_several_choices_under_a_legend():
    html = show("{% field form.roles %}", form=SignUp({"roles": ["healer"]}))

    assert '<fieldset class="field" id="id_roles">' in html
    assert '<legend class="label">Roles</legend>' in html
    assert html.count('<label class="tick">') == 2
    assert html.count(" checked") == 1


def test_field_puts_a_single_box_before_its_words():
    html = show("{% field form.agreed %}", form=SignUp())

    assert html.index('type="checkbox"') < html.index("Agreed")
    assert 'aria-describedby="id_agreed-help"' in html


def test_field_shows_nothing_of_a_hidden_field_but_itself():
    html = show("{% field form.version %}", form=SignUp())

    assert html.strip() == '<input type="hidden" name="version" id="id_version">'


def test_field_refuses_an_unknown_prop_at_parse_time():
    with pytest.raises(TemplateSyntaxError, match="colour"):
        Template("{% field form.name colour='red' %}")


def test_field_refuses_what_is_no_field():
    with pytest.raises(TemplateSyntaxError, match="needs a field"):
        show("{% field form.nmae %}", form=SignUp())


def test_error_summary_links_every_error_to_its_field():
    form = SignUp(
        {"hours": "0", "name": "x", "pitch": "y", "stage": "a", "version": "1"}
    )

    html = show("{% error_summary form %}", form=form)

    assert "3 things to mend" in html
    assert '<a href="#id_hours">Hours: ' in html
    assert '<a href="#id_roles">Roles: ' in html
    assert '<a href="#id_agreed">Agreed: ' in html


def test_error_summary_escapes_what_was_typed():
    form = SignUp({"stage": "<b>x</b>"})

    html = show("{% error_summary form %}", form=form)

    assert escape("<b>x</b>") in html
    assert "<b>x</b>" not in html


def test_error_summary_reads_formsets_too():
    rows = forms.formset_factory(SignUp, min_num=1, validate_min=True, extra=0)
    bound = rows({"row-TOTAL_FORMS": "0", "row-INITIAL_FORMS": "0"}, prefix="row")

    html = show("{% error_summary rows %}", rows=bound)

    assert "Please submit at least 1 form." in html


def test_error_summary_is_silent_when_all_is_well():
    assert show("{% error_summary form rows %}", form=SignUp(), rows=None).strip() == ""


def test_icon_is_small_hidden_from_readers_and_free_of_inline_style():
    html = show("{% icon 'x' %}")

    assert html.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">')
    assert "style=" not in html
    assert "xmlns" not in html


def test_glyph_points_into_our_own_drawing():
    html = show("{% glyph 'tank' 'is-yes' %}")

    assert '<svg class="glyph is-yes"' in html
    assert '<use href="/static/img/glyphs.svg#tank">' in html


def test_notice_carries_its_kind_and_keeps_the_links_inside():
    html = show(
        "{% notice kind='alert' role='alert' %}<a href='/'>{{ n }}</a>{% endnotice %}",
        n="<",
    )

    assert '<div class="notice notice--alert" role="alert">' in html
    assert "<a href='/'>&lt;</a>" in html


def test_empty_state_has_a_heading_of_the_asked_level():
    html = show(
        "{% empty_state title=t level=3 %}<p>Soon.</p>{% endempty_state %}", t="<None>"
    )

    assert "<h3>&lt;None&gt;</h3><p>Soon.</p>" in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mirelle Ashgrove", "MA"), ("alice", "AL"), ("天城ハル", "天"), ("", "?")],
)
def test_face_of_a_person_is_a_tile_with_letters(name, letters):
    html = show("{% face name of=7 size='s' role='healer' %}", name=name)

    assert re.fullmatch(
        '<span class="face face--s" data-role="healer" data-hue="[1-6]" '
        f'aria-hidden="true">{re.escape(letters)}</span>',
        html,
    )


def test_face_follows_from_the_id_and_stays():
    person, team = UUID(int=1), UUID(int=2)

    tiles = {show("{% face name of=id %}", name=n, id=person) for n in ("Ada", "Adam")}
    banners = {show("{% static_face of=id %}", id=team) for _ in range(3)}

    assert len(tiles) == 1, "another handle with these letters"
    assert len(banners) == 1
    assert show("{% static_face of=id %}", id=str(team)) in banners
    assert 'data-hue="4"' in show("{% face 'Ada' of=id %}", id=person)


def test_faces_use_every_hue_and_every_figure():
    drawn = [show("{% static_face of=id %}", id=UUID(int=n)) for n in range(400)]
    looks = {
        look
        for html in drawn
        for look in re.findall(r'data-hue="([1-6])".*#([a-z]+)"', html)
    }

    symbols = (settings.BASE_DIR / "static/img/crests.svg").read_text()
    assert len(looks) == 6 * 8
    assert {figure for _hue, figure in looks} == set(
        re.findall('id="([a-z]+)"', symbols)
    )


@pytest.mark.parametrize(
    "markup",
    ["{% face 'Ada' %}", "{% static_face %}", "{% face 'Ada' of=1 shape='round' %}"],
)
def test_face_without_an_id_or_with_an_unknown_prop_is_an_error(markup):
    with pytest.raises(TemplateSyntaxError):
        show(markup)


def test_name_in_a_face_is_escaped():
    assert "&lt;B" in show("{% face '<b>' of=1 %}")


@pytest.mark.parametrize(
    ("here", "mark"),
    [
        ("/listings/", ' aria-current="page"'),
        ("/listings/new/", ' aria-current="true"'),
        ("/players/", ""),
    ],
)
def test_current_marks_the_page_and_the_part_of_the_site(here, mark):
    html = show("{% current '/listings/' %}", request=RequestFactory().get(here))

    assert html == mark


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("UTC", "ST"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("America/New_York", "America/New York"),
    ],
)
def test_zones_have_readable_names(zone, name):
    assert show("{{ zone|zone_name }}", zone=zone) == name
