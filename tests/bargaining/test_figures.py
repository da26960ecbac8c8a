from decimal import Decimal

import pytest

from contracts.bargaining import figures
from contracts.bargaining.figures import Said


@pytest.mark.parametrize(
    ("written", "topic", "said"),
    [
        (None, "增幅", Said("")),
        ("8%", "增幅", Said("8%", Decimal(8), is_percentage=True)),
        (0.065, "年度平均工资增幅", Said("6.5%", Decimal("6.500"), is_percentage=True)),
        (0, "工龄工资", Said("0", Decimal(0))),
        (1950, "企业最低工资", Said("1950", Decimal(1950))),
        ("1950元", "企业最低工资", Said("1950元", Decimal(1950))),
        ("岗位工资+技能工资", "加班基数", Said("岗位工资+技能工资")),
        ("前12个月均值", "加班基数", Said("前12个月均值")),
    ],
)
def test_what_people_write_at_the_table_is_read(written, topic, said):
    assert figures.read(written, topic=topic) == said
