"""What `manage.py doctor` says of a machine, well or ill."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from workflow.management.commands import doctor
from workflow.management.commands.doctor import Sign, State


def _said():
    out = StringIO()
    call_command("doctor", stdout=out, no_color=True)
    return out.getvalue()


def test_an_old_python_is_in_the_way(monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))

    (sign,) = doctor.python()

    assert sign.state is State.BAD
    assert sign.remedy == "请安装 Python 3.11 或更高版本。"


def test_without_pango_word_files_can_still_be_made(monkeypatch):
    monkeypatch.setattr(doctor, "LIBRARIES", {"libnowhere.so.0": "libpango-1.0-0"})

    assert list(doctor.typesetting()) == [
        Sign(
            State.WARNING,
            "缺少排版库 Pango：仍可生成 Word，暂不能生成 PDF",
            "apt-get install --no-install-recommends libpango-1.0-0",
        )
    ]


def test_a_missing_font_is_named_with_its_package(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor.fonts, "folders", lambda: (tmp_path,))

    signs = list(doctor.typefaces())

    assert {sign.state for sign in signs} == {State.WARNING}
    assert len(signs) == len(doctor.fonts.FACES)
    assert [sign.remedy for sign in signs] == doctor.fonts.missing()


def test_a_full_disk_is_in_the_way(monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_DISK", 2**63)

    *_, room = doctor.storage()

    assert room.state is State.BAD


def test_a_data_folder_that_is_a_file_is_in_the_way(settings, tmp_path):
    (tmp_path / "data").write_text("", encoding="utf-8")
    settings.FILES_DIR = tmp_path / "data"

    signs = list(doctor.storage())

    assert [sign.state for sign in signs][:2] == [State.GOOD, State.BAD]


@pytest.mark.django_db
def test_a_migrated_database_is_up_to_date():
    *_, structure = doctor.database()

    assert structure == Sign(State.GOOD, "数据库结构是最新的")


def test_one_thing_in_the_way_ends_with_an_error(monkeypatch):
    monkeypatch.setattr(doctor, "LOOKS", (lambda: iter([Sign(State.BAD, "坏了", "修好它")]),))

    with pytest.raises(CommandError, match="有 1 处问题"):
        _said()


def test_each_line_says_what_to_do_below(monkeypatch):
    signs = [Sign(State.GOOD, "好"), Sign(State.WARNING, "慢", "换一个")]
    monkeypatch.setattr(doctor, "LOOKS", (lambda: iter(signs),))

    assert _said() == "✓ 好\n! 慢\n    → 换一个\n"
