import pytest
from django.core.management import CommandError, call_command

from integrations.models import World


@pytest.mark.django_db
def test_prepare_can_be_done_again_and_again(settings):
    settings.DEMO = False
    call_command("prepare")
    count = World.objects.count()
    call_command("prepare")
    assert count == World.objects.count() > 0


def test_wrong_tag_is_found_before_a_visitor_finds_it(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]},
    ]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "good.html").write_text("{% if user %}x{% endif %}")
    call_command("compile_templates")
    assert "1 templates compile" in capsys.readouterr().out
    (tmp_path / "templates" / "bad.html").write_text("{% endnothing %}")
    with pytest.raises(CommandError, match=r"bad\.html"):
        call_command("compile_templates")
