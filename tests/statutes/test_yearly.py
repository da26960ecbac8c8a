from datetime import date

import pytest

from contracts.statutes import yearly
from contracts.statutes.yearly import CalendarUnreadable, YearPlan

NEW_YEAR = {date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}
SWAP = {date(2027, 2, 20)}
YAML = """
years:
  '2027':
    'off': ['2027-01-01', '2027-01-02', '2027-01-03']
    swap_workdays: ['2027-02-20']
"""


@pytest.mark.parametrize(
    "text",
    [
        "休 2027-01-01至2027-01-03\n班 2027-02-20",
        "放假：2027年1月1日、2027年1月2日、2027年1月3日\n调休上班：2027年2月20日",
        "日期,类型\n2027-01-01,休\n2027-01-02,休\n2027-01-03,休\n2027-02-20,班",
        "2027/1/1 ~ 2027/1/3 off\n2027/2/20 work",
        YAML,
        YAML.replace("'", ""),
    ],
)
def test_a_year_is_read_from_words_csv_and_yaml(text):
    assert yearly.read(text) == YearPlan(2027, off=NEW_YEAR, workdays=SWAP)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有读到任何日期"),
        ("关于2027年放假安排的通知", "没有读到任何日期"),
        ("2027-01-01", "第1行没有写“休”还是“班”"),
        ("休 2027-01-01\n休 2027-02-30", "第2行的日期不对"),
        ("休 2027-01-03至2027-01-01", "第1行的日期不对"),
        ("休 2027-01-01\n休 2028-01-01", "一次只录入一年，这里有2027、2028年"),
        ("years: {'2027': {off: ['2028-01-01']}}", "2028-01-01 不在 2027 年"),
        ("years: [", "这个 YAML 文件读不懂"),
        ("years: 3", "这个 YAML 文件读不懂"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_with_the_line(text, reason):
    with pytest.raises(CalendarUnreadable, match=reason):
        yearly.read(text)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (YearPlan(2027, off=NEW_YEAR, workdays=SWAP), []),
        (YearPlan(2027, off=set(), workdays=SWAP), ["没有放假的日子。"]),
        (
            YearPlan(2027, off=NEW_YEAR, workdays={date(2027, 1, 2)}),
            ["2027-01-02 既放假又上班。"],
        ),
        (
            YearPlan(2027, off=NEW_YEAR, workdays={date(2027, 2, 22)}),
            ["2027-02-22 本来就是工作日，不是调休上班日。"],
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan, said):
    assert yearly.faults(plan) == said


def test_a_plan_that_looks_odd_is_doubted():
    assert yearly.doubts(YearPlan(2027, off=NEW_YEAR)) == [
        "放假的日子有3天，与往年差得多，请核对通知。",
        "劳动节没有列入放假的日子，请核对通知。",
        "国庆节没有列入放假的日子，请核对通知。",
    ]
