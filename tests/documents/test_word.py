import io

import pytest
from docx import Document

from contracts.documents import word
from contracts.documents.word import FactsDoNotFit, TemplateRefused
from tests.documents import building, reading
from tests.documents.building import DAY

HOSTILE = [
    '{{ cycler.__init__.__globals__.os.popen("id").read() }}',
    '{{ "".__class__.__mro__ }}',
    "{{ ''.join }}{{ name.upper() }}",
    "{% for i in range(99999) %}x{% endfor %}",
    '{{ "a" * 200000000 }}',
    '{{ "a" ~ "b" }}',
    "{{ 7 + 7 }}",
    "{% set x = 1 %}",
    "{% macro m() %}{% endmacro %}",
    '{% include "/etc/passwd" %}',
    '{% import "os" as os %}',
    '{{ name | attr("__class__") }}',
    '{{ name | format("x") }}',
    '{{ name[::"__x"] }}',
    "{{ self }}{{ _private }}",
    "{% raw %}{{ name }}{% endraw %}{% call name() %}{% endcall %}",
]


def lines(data):
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def rendered(facts, *templates):
    return word.render_word(building.paper(*templates), facts, DAY)


@pytest.mark.parametrize("source", HOSTILE)
def test_what_templates_may_not_say_is_refused_before_any_paper(source):
    with pytest.raises((TemplateRefused, FactsDoNotFit)):
        rendered({"name": "甲"}, source)


def test_markup_and_braces_in_facts_come_out_as_text():
    name = 'A&B <厂> "甲" {{ x }} {_{ y }_} </w:t></w:r></w:p><w:p><w:r><w:t>伪造条款'

    data = rendered({"name": name}, "{{ name }}", "后文")

    assert lines(data) == [name, "后文"]


def test_line_breaks_and_tabs_become_words_own():
    data = rendered({"text": "一\r\n二\r三\n四\t五"}, "{{ text }}", "后文")

    assert lines(data) == ["一\n二\n三\n四\t五", "后文"]


def test_unprintable_signs_and_reversed_reading_order_are_dropped_and_later_text_stays():
    text = "甲\x00\x07\x0b\x0c\ud800\ufffe\u202e乙\u2066\u200f丙\u200b"

    data = rendered({"text": text}, "{{ text }}", "后文")

    assert lines(data) == ["甲乙丙", "后文"]


@pytest.mark.parametrize("name", ["䶮𬭳喆堃昇珺", "㎡〇☑□", "𠮷"])
def test_rare_names_come_out_unchanged(name):
    assert lines(rendered({"name": name}, "{{ name }}")) == [name]


def test_missing_name_is_refused_with_the_name():
    with pytest.raises(FactsDoNotFit, match="employer"):
        rendered({}, "{{ employer }}")


def test_missing_column_is_refused_with_the_column():
    with pytest.raises(FactsDoNotFit, match="post"):
        rendered(
            {"rows": [{"name": "甲"}]}, "{%p for r in rows %}", "{{ r.post }}", "{%p endfor %}"
        )


def test_none_is_refused_with_the_place_where_it_stands():
    facts = {"employer": "甲", "rows": [{"name": "乙"}, {"name": None}]}

    with pytest.raises(FactsDoNotFit, match=r"rows\[2\]\.name"):
        rendered(facts, "{%p for r in rows %}", "{{ r.name }}", "{%p endfor %}")


@pytest.mark.parametrize("value", [True, 1.5, ["甲"], {"a": 1}, object()])
def test_only_text_and_whole_numbers_are_printed(value):
    with pytest.raises(FactsDoNotFit, match="不是文字"):
        rendered({"value": value}, "{{ value }}")


def test_a_dot_reaches_data_and_never_a_method_of_it():
    data = rendered({"row": {"items": "三项", "count": 3}}, "{{ row.items }}{{ row.count }}")

    assert lines(data) == ["三项3"]
    with pytest.raises(FactsDoNotFit, match="keys"):
        rendered({"row": {}}, "{{ row.keys }}")


def test_loops_and_conditions_over_paragraphs_leave_no_blank_line():
    template = ("{%p for r in rows %}", "{{ loop.index }}. {{ r.name }}", "{%p endfor %}")

    data = rendered({"rows": [{"name": "甲"}, {"name": "乙"}]}, "前", *template, "后")

    assert lines(data) == ["前", "1. 甲", "2. 乙", "后"]


def test_same_facts_give_the_same_bytes_and_the_day_is_in_the_properties():
    template = building.paper("{{ name }}")

    first = word.CompiledTemplate(template).render({"name": "甲"}, DAY)
    second = word.CompiledTemplate(template).render({"name": "甲"}, DAY)

    assert first == second
    core = reading.parts(first.data)["docProps/core.xml"].decode()
    assert core.count("2027-03-29T00:00:00Z") == 2
    assert "python" not in core


def test_content_hash_does_not_depend_on_packing():
    made = word.CompiledTemplate(building.paper("{{ name }}")).render({"name": "甲"}, DAY)
    other = word.CompiledTemplate(building.paper("{{ name }}")).render({"name": "乙"}, DAY)

    assert word.content_hash(made.data) == made.content_sha256
    assert word.content_hash(other.data) == other.content_sha256
    assert made.content_sha256 != other.content_sha256


def test_unclosed_tag_is_refused_when_the_template_is_compiled():
    with pytest.raises(TemplateRefused, match="写法有误"):
        word.CompiledTemplate(building.paper("{%p if a %}", "甲"))
