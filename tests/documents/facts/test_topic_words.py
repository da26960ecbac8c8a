"""A bare figure said on a topic is printed with the unit of its clause; words stay."""

import pytest

from contracts.documents.facts.topic_words import base_in_words, in_words, is_of


@pytest.mark.parametrize(
    ("topic", "said", "printed"),
    [
        ("夜班津贴", "25", "每班25元"),
        ("企业最低工资", "1950", "每月1950元"),
        ("工龄工资", "0", "每满一年每月0元"),
        ("支付日", "15", "每月15日"),
        ("年度平均工资增幅", "5%", "5%"),
        ("加班基数", "基本工资", "基本工资"),
        ("工资", "200", "200"),
        ("夜班津贴", "", ""),
    ],
)
def test_a_bare_figure_gets_its_unit(topic, said, printed):
    assert in_words(topic, said) == printed


def test_the_base_is_yuan_a_month_or_the_words_that_were_said():
    assert base_in_words("5033.7") == "计算基数每月5033.7元"
    assert base_in_words("上年度平均工资") == "计算基数上年度平均工资"
    assert base_in_words("") == ""


def test_a_topic_belongs_to_the_contract_that_may_hold_its_clause():
    assert is_of("夜班津贴", "wage", bargained="wage")
    assert not is_of("夜班津贴", "women", bargained="wage")
    assert not is_of("食堂伙食", "women", bargained="wage")
    assert is_of("产假", "women", bargained="wage")
