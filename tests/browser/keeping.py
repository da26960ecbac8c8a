"""Stations of an agreement in force: publication, record, check, rectification."""

from tests.browser.walk import Walk

WANTING = ("夜班津贴", "高温津贴")


def publish(walk: Walk) -> None:
    """The union publishes the agreement and hands a copy to the union above."""
    union, days = walk.union, walk.days
    walk.at_agreement(union)
    assert union.turn == "现在该您办：向全体职工公布"
    union.do("向全体职工公布", on=days.cleared, channels=["公告栏", "班前会宣读"])
    union.do("报上级工会备案", on=days.cleared)

    assert union.stage == "生效"
    assert "向职工公布（公告栏、班前会宣读）" in union.text


def review(walk: Walk) -> None:
    """The union checks clause by clause, demands what is wanting, and the employer mends it."""
    union, employer, days = walk.union, walk.employer, walk.days
    walk.at_agreement(union)
    union.begin("履约检查")
    clauses = union.form.locator("[name$='-clause']")
    results = []
    for place in range(clauses.count()):
        clause = clauses.nth(place).input_value()
        if clause:
            results.append({"result": _result_of(clause)})
    union.fill_rows("checked", results)
    union.fill(slips=10, on=days.today)
    union.picture("履约检查_填写")
    union.send()
    assert union.has_done, union.complaints
    union.picture("履约检查_办好")
    union.do("发整改通知", on=days.today, days=15)
    walk.at_agreement(employer, "企业方_合同页_待整改")
    assert employer.turn == "现在该您办：整改并回复"
    mended = [{"point": "高温津贴补发12600元"}, {"point": "夜班津贴表格已公示"}]
    employer.do("整改并回复", on=days.today, points=mended)

    walk.at_agreement(union, "合同页_整改以后")
    assert "高温津贴补发12600元" in union.text


def _result_of(clause: str) -> str:
    if clause == WANTING[0]:
        return "部分履行"
    return "未履行" if clause == WANTING[1] else "已履行"
