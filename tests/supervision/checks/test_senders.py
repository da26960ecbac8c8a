import pytest

from contracts.supervision.checks.senders import is_county_or_above


@pytest.mark.parametrize(
    ("kind", "name", "holds"),
    [
        ("federation", "望海县总工会", True),
        ("federation", "宁波市总工会", True),
        ("federation", "临港街道总工会", False),
        ("federation", "沙岗镇总工会", False),
        ("federation", "城东经济开发区总工会", False),
        ("union", "望海县机械厂工会委员会", False),
    ],
)
def test_only_a_federation_of_a_county_or_above_counts(kind, name, holds):
    assert is_county_or_above(kind, name) is holds
