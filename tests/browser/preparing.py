"""Stations of the round: opening, survey, plan, representatives, offer, answer."""

from datetime import timedelta

from tests.browser.story import (
    DAYS_TO_ANSWER,
    EMPLOYER_BOTTOM,
    OF_WORKERS,
    SURVEYED,
    TOPICS,
    WORKERS_ASK,
    WORKERS_BOTTOM,
)
from tests.browser.walk import Walk, path_of


def open_round(walk: Walk) -> None:
    """The chair logs in, finds an empty desk and opens a round on the old agreement."""
    union = walk.union
    union.go("/", "登录")
    union.log_in()
    union.picture("待办_还没有事")
    union.go("/rounds/", "我的协商_还没有")
    union.page.get_by_role("link", name="启动一轮协商").click()
    union.fill(previous="望工资", on=walk.days.offered)
    union.picture("启动一轮协商_填写")
    union.send()

    assert union.has_done, union.complaints
    walk.round_at = path_of(union)
    assert union.stage == "准备"
    assert union.turn == "现在该您办：准备并发出要约"
    union.picture("协商页_准备")


def prepare(walk: Walk) -> None:
    """The union asks the workers, draws up its plan and names its representatives."""
    union, on = walk.union, walk.days.offered
    _ask_the_workers(walk)
    plan = [
        {"topic": TOPICS[0], "ask": "8%", "target": "5%", "bottom": "4%"},
        {"topic": TOPICS[1], "ask": "2100", "target": "1950", "bottom": WORKERS_BOTTOM},
        {"topic": TOPICS[2], "ask": WORKERS_ASK, "target": "25", "bottom": "20"},
    ]
    union.do("拟定本方方案", on=on, positions=plan)
    union.do(
        "确定本方协商代表",
        on=on,
        representatives=[
            {"person": "孙立军", "chief": True},
            {"person": "刘淑华"},
            {"person": "赵永胜"},
            {"person": "冯建国"},
        ],
    )

    assert union.stage == "准备"
    for words in OF_WORKERS:
        assert words in union.text


def _ask_the_workers(walk: Walk) -> None:
    """A slip of the pen is told beside its field, and nothing else is lost."""
    union = walk.union
    votes = [
        {"topic": "涨工资", "votes": 141},
        {"topic": "夜班津贴", "votes": 96},
        {"topic": SURVEYED, "votes": 57},
    ]
    union.begin("登记职工意见")
    union.fill_all(on=walk.days.offered, sent=184, returned=500, topics=votes)
    union.send()
    assert "收回500份，比发出的184份还多，请核对。" in union.complaints
    assert union.form.locator("[name='topics-2-topic']").input_value() == SURVEYED
    union.picture("登记职工意见_写错")

    union.fill(returned=163)
    union.send()

    assert union.has_done, union.complaints
    union.picture("登记职工意见_办好")


def offer(walk: Walk) -> None:
    """The union makes its offer; the answer falls due twenty days after the receipt."""
    union, days = walk.union, walk.days
    walk.at_round(union)
    union.do(
        "准备并发出要约",
        on=days.offered,
        topics=[{"topic": topic} for topic in TOPICS],
        delivered_by="当面",
        sent_on=days.offered,
        received_on=days.offered,
        received_by="曲明远",
        renewal=False,
    )

    last = days.offered + timedelta(days=DAYS_TO_ANSWER)
    assert union.stage == "要约"
    assert union.turn == "现在等企业方：书面答复要约"
    assert union.last_day.endswith(f"还剩{(last - days.today).days}天，{days.said(last)}")


def answer(walk: Walk) -> None:
    """The employer finds the offer on its desk, plans, names its people and agrees to talk."""
    employer, days = walk.employer, walk.days
    employer.log_in()
    employer.picture("企业方_待办")
    employer.page.get_by_role("link", name="书面答复要约").click()
    employer.picture("企业方_协商页")
    assert employer.turn == "现在该您办：书面答复要约"
    plan = [{"topic": TOPICS[0], "ask": "2%", "target": "3.5%", "bottom": EMPLOYER_BOTTOM}]
    employer.do("拟定本方方案", on=days.answered, positions=plan)
    employer.do(
        "确定本方协商代表",
        on=days.answered,
        representatives=[
            {"person": "曲明远", "chief": True, "mandate": True},
            {"person": "郑秋实"},
            {"person": "黄志强"},
            {"person": "何洁"},
        ],
        recorder="宋玉芬",
    )
    employer.do("书面答复要约", on=days.answered, answer="agree", received_on=days.answered)

    assert employer.stage == "协商"
    assert employer.turn == "现在该您办：开会协商"
