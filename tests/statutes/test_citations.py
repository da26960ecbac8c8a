import pytest

from contracts.statutes.citations import Basis, article, cites, in_text


@pytest.mark.parametrize(
    ("asked", "shown", "covered"),
    [
        ("SH-WC 10", "SH-WC 10-11", True),
        ("SH-WC 12", "SH-WC 10-11", False),
        ("SH-WC 10-11", "SH-WC 10-11", True),
        ("SH-WC 10-11", "SH-WC 10", False),
        ("LDMA 43", "LDMA 27,43", True),
        ("LDMA 28", "LDMA 27,43", False),
        ("LDMA 27,43", "LDMA 27,43", True),
        ("LDMA 27,43", "LDMA 43", False),
        ("CC22 33", "CC22 32-35", True),
        ("CC22 36", "CC22 32-35", False),
        ("TUL 54(4)", "TUL 54(4)", True),
        ("TUL 54", "TUL 54(4)", True),
        ("TUL 54(4)", "TUL 54", True),
        ("TUL 54(1)", "TUL 54(4)", False),
        ("CC22 32", "WA9 32", False),
        ("CC22 32", "CC22", False),
        ("HS24", "HS24", True),
        ("CC22", "CC22 32", True),
        ("CC22 3", "CC22 32", False),
    ],
)
def test_a_citation_covers_the_articles_it_holds(asked, shown, covered):
    assert cites(asked, shown) is covered


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("32", "第32条"),
        ("32-35", "第32-35条"),
        ("27,43", "第27、43条"),
        ("54(4)", "第54条第4项"),
        ("", ""),
    ],
)
def test_an_article_reads_as_chinese_writes_it(written, read):
    assert article(written) == read


def test_an_instrument_without_an_article_is_named_alone():
    basis = Basis(src="WCG", title="职工代表大会操作指引 (2022?)")

    assert str(basis) == "职工代表大会操作指引 (2022?)"
    assert basis.citation == "WCG"


def test_a_short_basis_names_each_article_of_the_instruments_the_packs_know():
    found = in_text("22号令§42、§44；9号令§17；劳动合同法§54；保障农民工工资支付条例§11–14；省规")

    assert found == ["CC22 42", "CC22 44", "WA9 17", "LCL 54", "MIGRANT 11-14"]
