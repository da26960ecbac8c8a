import pytest

from contracts.documents import numbering
from contracts.documents.numbering import Level, NumberFormatUnknown, Numbering


def lists(*levels, overrides=None):
    """One abstract list with these levels; numbers 1 and 2 belong to it, 2 starts anew."""
    return Numbering(
        levels={"0": dict(enumerate(levels))},
        abstract_of={"1": "0", "2": "0"},
        overrides={"2": overrides or {0: 1}},
    )


ARTICLE = Level(1, "chineseCounting", "第%1条", "tab", None)
CLAUSE = Level(1, "chineseCountingThousand", "（%2）", "nothing", None)
ITEM = Level(1, "decimal", "%3.", "space", None)


def test_articles_count_in_chinese_numerals():
    counted = lists(ARTICLE)

    labels = [counted.label("1", 0) for _ in range(12)]

    assert labels[0] == "第一条\u3000"
    assert labels[11] == "第十二条\u3000"


def test_deeper_levels_begin_anew_under_each_article():
    counted = lists(ARTICLE, CLAUSE, ITEM)

    labels = [counted.label("1", level) for level in (0, 1, 1, 2, 0, 1, 2)]

    assert labels == ["第一条\u3000", "（一）", "（二）", "1. ", "第二条\u3000", "（一）", "1. "]


def test_level_that_never_restarts_counts_on():
    counted = lists(ARTICLE, CLAUSE._replace(restart=0))

    labels = [counted.label("1", level) for level in (0, 1, 0, 1)]

    assert labels == ["第一条\u3000", "（一）", "第二条\u3000", "（二）"]


def test_second_list_of_a_kind_starts_where_its_override_says():
    counted = lists(ITEM._replace(text="%1."))

    labels = [counted.label(number, 0) for number in ("1", "1", "2", "2", "1")]

    assert labels == ["1. ", "2. ", "1. ", "2. ", "3. "]


def test_upper_numbers_can_be_repeated_in_lower_ones():
    counted = lists(ARTICLE._replace(number_format="decimal"), ITEM._replace(text="%1.%2"))

    labels = [counted.label("1", level) for level in (0, 1, 1)]

    assert labels[2] == "1.2 "


def test_list_that_is_not_defined_has_no_number():
    assert Numbering().label("7", 0) == ""


def test_circled_numbers_and_unknown_formats():
    assert numbering.written(3, "decimalEnclosedCircleChinese") == "③"
    with pytest.raises(NumberFormatUnknown, match="bullet"):
        numbering.written(1, "bullet")
