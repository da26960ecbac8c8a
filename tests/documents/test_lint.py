import pytest

from contracts.documents import declaration, lint
from tests.documents.building import Build, paper

DECLARED = declaration.declaration("rep_election_minutes")


def found(tmp_path, *lines):
    path = tmp_path / "template.docx"
    path.write_bytes(paper(*lines))
    return lint.problems(path, DECLARED)


def test_good_template_has_no_faults(tmp_path):
    lines = (
        "{{ company_name }}",
        "{%p if minutes %}",
        "{{ minutes }}",
        "{%p endif %}",
        "{%p for c in candidates %}",
        "{{ loop.index }}. {{ c.name }}{% if c.votes %}（{{ c.votes }}票）{% endif %}",
        "{%p endfor %}",
    )

    assert found(tmp_path, *lines) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{{ compny_name }}"], "未知字段 compny_name，是否指 company_name？"),
        (["{{ loop.index }}"], "未知字段 loop"),
        (["｛｛ company_name ｝｝"], "大括号或百分号是全角的，请改为半角 {{ }} 或 {% %}"),
        (["{{ company_name"], "标签没有写完整，缺少 }} 或 %}"),
        (["company_name }}"], "标签没有写完整，缺少 }} 或 %}"),
        (["{%p if minutes %}"], "if 没有对应的 endif"),
        (["{%p endfor %}"], "多出一个 endfor"),
        (["{%p else %}"], "else 不在 if 之中"),
        (["{{ r company_name }}"], "写法有误：expected token 'end of print statement'"),
        (["{{r company_name }}"], "使用了不支持的标签（RichText、tc、hm、colspan、cellbg 等）"),
        (["{% hm %}"], "使用了不支持的标签（RichText、tc、hm、colspan、cellbg 等）"),
        (["{% set a = 1 %}"], "不允许的语句 set"),
        (['{{ "a" * 9 }}'], "使用了不允许的写法：乘法"),
        (["{{ company_name|upper }}"], "模板使用了不允许的过滤器：upper"),
    ],
)
def test_each_fault_is_told_with_page_and_paragraph(tmp_path, lines, said):
    told = found(tmp_path, "好的一段", *lines)

    assert told[0].startswith(f"约第1页 第2段「{lines[0][:20]}」 {said}")


def test_tag_that_is_opened_for_paragraphs_is_closed_for_paragraphs(tmp_path):
    told = found(tmp_path, "{%p if minutes %}", "{{ minutes }}", "{% endif %}")

    assert told == ["约第1页 第3段「{% endif %}」 以 {%p 开始的要以 {%p 结束"]


def test_crossed_ends_are_told_with_both_places(tmp_path):
    told = found(tmp_path, "{%p for c in candidates %}", "{%p endif %}")

    opened = "约第1页 第1段「{%p for c in candida」"
    assert told == [
        f"约第1页 第2段「{{%p endif %}}」 for（{opened}）应以 endfor 结束，这里是 endif"
    ]


def test_text_beside_a_paragraph_tag_would_be_lost(tmp_path):
    told = found(tmp_path, "{%p if minutes %}经过", "{{ minutes }}", "{%p endif %}")

    said = "与 {%p 同一段（行）的其他文字会丢失，请另起一段（行）"
    assert told == [f"约第1页 第1段「{{%p if minutes %}}经过」 {said}"]


def test_space_before_p_is_told(tmp_path):
    told = found(tmp_path, "{% p if minutes %}")

    assert told == [
        "约第1页 第1段「{% p if minutes %}」 “{%”与 p、tr 之间不能有空格，应写成 {%p 或 {%tr"
    ]


def test_unknown_column_is_told_with_the_one_meant(tmp_path):
    told = found(tmp_path, "{%p for c in candidates %}", "{{ c.nmae }}", "{%p endfor %}")

    assert told == ["约第1页 第2段「{{ c.nmae }}」 未知列 c.nmae，是否指 name？"]


def test_tags_torn_into_runs_by_word_are_read_as_one(tmp_path):
    build = Build()
    paragraph = build.add("")
    for piece in ("{", "{ compa", "ny_name", " }", "}"):
        paragraph.add_run(piece)
    path = tmp_path / "template.docx"
    path.write_bytes(build.bytes())

    assert lint.problems(path, DECLARED) == []


def test_what_cannot_be_printed_is_told(tmp_path):
    build = Build()
    build.add("甲")
    build.raw("<w:r><w:drawing/></w:r>")
    path = tmp_path / "template.docx"
    path.write_bytes(build.bytes())

    assert lint.problems(path, DECLARED) == [
        "约第1页 第2段「」 使用了不支持的功能“图片或文本框”，请删去"
    ]


def test_file_that_is_no_word_file_is_told(tmp_path):
    path = tmp_path / "template.docx"
    path.write_bytes(b"%PDF-1.7")

    assert lint.problems(path, DECLARED) == [
        "这个 Word 文件不能使用：不是 .docx 文件，改了后缀也不行，请在 Word 中另存为 .docx。"
    ]
