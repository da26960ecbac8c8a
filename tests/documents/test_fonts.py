import io

from fontTools.ttLib import TTFont

from contracts.documents import fonts, slimming


def test_every_face_is_found_on_this_machine():
    assert fonts.missing() == []


def test_missing_fonts_are_named_with_their_packages_in_two_languages(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", (tmp_path,))

    told = fonts.missing()

    assert len(told) == len(fonts.FACES)
    assert all(
        "请安装 Debian 软件包" in line and "install the Debian package" in line for line in told
    )


def test_licensed_font_in_the_folder_of_the_setting_comes_first(monkeypatch, tmp_path):
    licensed = tmp_path / "FZXBSJW.ttf"
    licensed.write_bytes(fonts.files()["XY Box"].read_bytes())
    monkeypatch.setenv("XIEYUE_FONT_DIR", str(tmp_path))

    assert fonts.files()["XY Title"] == licensed
    assert fonts.files()["XY Fang"].name == "FandolFang-Regular.otf"


def test_licensed_font_is_known_by_the_name_inside_it_and_said_to_be_own(monkeypatch, tmp_path):
    with TTFont(fonts.files()["XY Box"]) as font:
        font["name"].setName("方正小标宋简体", 1, 3, 1, 0x804)
        font.save(tmp_path / "bought.ttf")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setenv("XIEYUE_FONT_DIR", str(tmp_path))

    used = {face.zh: face for face in fonts.in_use()}

    assert used["小标宋"] == ("小标宋", "bought.ttf", True)
    assert used["仿宋"] == ("仿宋", "FandolFang-Regular.otf", False)


def test_configuration_shows_our_faces_only_and_is_made_once():
    path = fonts.configure()
    before = path.stat().st_mtime_ns

    again = fonts.configure()

    assert again == path
    assert path.stat().st_mtime_ns == before
    text = path.read_text(encoding="utf-8")
    assert text.count("<dir>") == 1
    assert all(f"<string>{face.family}</string>" in text for face in fonts.FACES)


def test_font_is_cut_down_to_the_characters_asked_for():
    path = fonts.files()["XY Serif"]

    data = slimming.slim(path, map(ord, "协约䶮"), "Noto Serif CJK SC")

    with TTFont(io.BytesIO(data)) as cut:
        assert set(cut.getBestCmap()) == set(map(ord, "协约䶮"))
        assert cut["name"].getDebugName(1) == "Noto Serif CJK SC"
    assert len(data) < 60_000
