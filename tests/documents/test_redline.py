"""Two versions of the record laid beside each other, clause by clause and post by post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import redline
from contracts.documents.redline_pairs import Piece, marked, pairs
from tests.factories.agreements import CaseFactory, DraftFactory, local_values

TEXT = st.text("甲乙工资元5.0%月 ab", max_size=30)


@pytest.fixture
def case():
    local_values()
    return CaseFactory()


def two(case, old, new, *, old_grades=(), new_grades=()):
    before = DraftFactory(case, clauses=old, grades=old_grades)
    after = DraftFactory(case, clauses=new, grades=new_grades)
    return redline.compare(before, after)


def states(found):
    return [(each.heading, each.state) for each in found.clauses]


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_clauses_are_matched_by_key_and_free_ones_by_heading(case):
    found = two(
        case,
        {"night_allowance": 20, "pay_day": 15, "text": {"班车": "早晚各一班", "体检": "每年一次"}},
        {"pay_day": 15, "night_allowance": 25, "text": {"班车": "早中晚各一班", "宿舍": "免费"}},
    )

    assert states(found) == [
        ("合同期限", "same"),
        ("工资支付日", "same"),
        ("夜班津贴", "changed"),
        ("班车", "changed"),
        ("宿舍", "added"),
        ("体检", "removed"),
    ]
    assert found.clauses[2].pieces == [
        Piece("same", "每班"),
        Piece("gone", "20"),
        Piece("come", "25"),
        Piece("same", "元。"),
    ]
    assert found.clauses[2].code == "W7"
    assert (found.count("changed"), found.count("added"), found.count("removed")) == (2, 1, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_a_free_clause_under_a_new_heading_is_found_by_likeness(case):
    found = two(
        case,
        {"text": {"职工通勤班车": "早晚各一班，免费乘坐"}},
        {"text": {"职工通勤车": "早晚各一班，免费乘坐"}},
    )

    assert [(e.heading, e.old_heading, e.state) for e in found.clauses[1:]] == [
        ("职工通勤车", "职工通勤班车", "changed")
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_the_wage_table_is_compared_post_by_post(case):
    turner = {"post": "车工", "headcount": 46, "before": 5350, "after": 5650}
    packer = {"post": "包装工", "headcount": 30, "before": 4000, "after": 4200}
    found = two(
        case,
        {"pay_day": 15},
        {"pay_day": 15},
        old_grades=[turner, packer],
        new_grades=[{**turner, "after": 5700}, {**packer, "post": "包装操作工"}],
    )

    assert [(row.post, row.old_post, row.state) for row in found.grades] == [
        ("车工", "", "changed"),
        ("包装操作工", "包装工", "changed"),
    ]
    assert [c.label for c in found.grades[0].cells if c.is_changed] == ["调整后"]
    assert not found.is_same


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_the_same_text_has_no_differences(case):
    clauses = {"pay_day": 15, "text": {"班车": "早晚各一班"}}

    assert two(case, clauses, clauses).is_same


@given(TEXT, TEXT)
def test_marks_give_the_old_text_without_what_came_and_the_new_without_what_went(old, new):
    said = marked(old, new)

    assert "".join(piece.text for piece in said if piece.kind != "come") == old
    assert "".join(piece.text for piece in said if piece.kind != "gone") == new


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_pairs_keep_the_order_of_both_and_lose_nothing(old, new):
    found = list(pairs(old, new, likeness=lambda a, b: 1.0 if a == b else 0.0, least=0.5))

    assert [a for a, _ in found if a is not None] == old
    assert [b for _, b in found if b is not None] == new
    assert all(a == b for a, b in found if a is not None and b is not None)
