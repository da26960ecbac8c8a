"""What must not be seen: the other side's own papers, and positions and drafts by those above."""

from tests.browser.papers import files_of, papers_on, words_in
from tests.browser.story import AT_THE_TABLE, IN_THE_DRAFT, NEVER_ABOVE, OF_EMPLOYER, OF_WORKERS
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk

FIRM = "望海海峰铸造机械有限公司"
INTERNAL = "协商准备方案（内部）"
DRAFTS = ("工资专项集体合同（工资协议）", "集体合同（草案）说明")
EVERYWHERE = ("/", "/done/", "/rounds/", "/papers/")
UNSEEN_AT = {
    "union": ("/federation/", "/filings/", "/jobs/"),
    "county": ("/rounds/", "/filings/", "/jobs/"),
}


def keep_to_themselves(walk: Walk) -> None:
    """Neither side finds anything of the other's plan, survey or bottom line, nor its papers."""
    union, employer = walk.union, walk.employer
    of_union = papers_on(union, walk.round_at)
    of_employer = papers_on(employer, walk.round_at)
    shared = of_union.keys() & of_employer.keys()
    assert INTERNAL in [title for at, title in of_union.items() if at not in shared]

    for address in of_union.keys() - shared:
        assert employer.status_of(address) == 404
        assert employer.status_of(f"{address}file.docx") == 404
    for address in of_employer.keys() - shared:
        assert union.status_of(address) == 404
    pages = (*EVERYWHERE, walk.round_at, *shared)
    assert employer.finds(OF_WORKERS, *pages) == []
    assert union.finds(OF_EMPLOYER, *pages) == []
    for address in UNSEEN_AT["union"]:
        assert union.status_of(address) == 404
    _read_shared_papers(employer, sorted(shared))


def _read_shared_papers(employer: Visitor, shared: list[str]) -> None:
    """Read every shared Word file for words of the other side."""
    for address in shared:
        packed = files_of(employer, address).get("docx")
        said = words_in(packed) if packed else ""
        assert [words for words in OF_WORKERS if words in said] == [], address


def watch_from_above(walk: Walk, county: Visitor) -> None:
    """The county sees stage, turn, last day and papers of the firm, not one position or draft."""
    county.log_in()
    county.go("/federation/", "县总_辖区企业")
    row = county.page.locator("tr", has_text=FIRM).inner_text()
    assert "审议表决" in row
    assert "工会（职工方）：职代会表决" in row
    assert "不限期" in row

    county.page.get_by_role("link", name=FIRM, exact=True).click()
    county.picture("县总_进度")
    assert county.stage == "表决"
    assert county.turn == "现在等工会（职工方）：职代会表决"
    papers = papers_on(county, walk.round_at)
    assert INTERNAL not in papers.values()
    pages = (walk.round_at, walk.agreement_at, "/", "/papers/")
    assert county.finds((*OF_WORKERS, *OF_EMPLOYER, AT_THE_TABLE, IN_THE_DRAFT), *pages) == []
    assert county.finds((*NEVER_ABOVE, IN_THE_DRAFT), *papers) == []
    walk.at_agreement(county, "县总_合同页_草案不可见")
    _knock_at_closed_doors(walk, county)


def _knock_at_closed_doors(walk: Walk, county: Visitor) -> None:
    number = walk.round_at.strip("/").partition("/")[2]
    for act in ("bargaining.plan", "bargaining.meet", "agreements.draft", "bargaining.survey"):
        assert county.status_of(f"/do/{act}/round:{number}/") == 404
    of_union = papers_on(walk.union, walk.round_at)
    plan = next(address for address, title in of_union.items() if title == INTERNAL)
    assert county.status_of(plan) == 404
    assert county.status_of(f"{plan}file.docx") == 404
    about = papers_on(walk.union, walk.agreement_at)
    drafts = [address for address, title in about.items() if title in DRAFTS]
    assert len(drafts) == len(DRAFTS)
    for address in drafts:
        assert county.status_of(f"{address}file.docx") == 404
    for address in UNSEEN_AT["county"]:
        assert county.status_of(address) == 404
    county.go("/rounds/", "没有这个页面")


def see_it_in_force(walk: Walk, county: Visitor) -> None:
    """At the end the county finds the firm in force, with the concluded papers."""
    county.go("/federation/?stage=effect", "县总_辖区企业_生效")
    assert FIRM in county.page.locator("tbody tr").inner_text()
    walk.at_round(county, "县总_进度_生效")
    assert county.stage == "生效"
    walk.at_agreement(county, "县总_合同页_生效")
    assert county.finds((*OF_WORKERS, *OF_EMPLOYER), walk.round_at, walk.agreement_at) == []
