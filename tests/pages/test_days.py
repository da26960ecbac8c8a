from datetime import date

import pytest

from workflow.pages import days

TODAY = date(2027, 6, 15)


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2027, 6, 18), "还剩3天，6月18日 周五"),
        (date(2027, 6, 15), "今天是最后一天，6月15日 周二"),
        (date(2027, 6, 13), "已逾期2天（最迟是6月13日 周日）"),
        (date(2028, 1, 31), "还剩230天，2028年1月31日 周一"),
        (None, ""),
    ],
)
def test_a_last_day_is_said_as_people_say_it(last_day, said):
    assert days.countdown(last_day, TODAY) == said


@pytest.mark.parametrize(
    ("last_day", "word"),
    [
        (date(2027, 6, 14), "逾期"),
        (date(2027, 6, 15), "临近"),
        (date(2027, 6, 18), "临近"),
        (date(2027, 6, 19), "正常"),
        (None, "不限期"),
    ],
)
def test_the_light_turns_yellow_three_days_before_and_red_after(last_day, word):
    assert days.light(last_day, TODAY).word == word


@pytest.mark.parametrize("name", ["red", "amber", "green"])
def test_the_span_of_a_light_holds_the_days_that_shine_in_it(name):
    first, last = days.span(name, TODAY)

    assert {days.light(day, TODAY).name for day in (first, last) if day} == {name}
