"""The women's contract of the same round, beside the wage agreement (the long run)."""

from tests.browser.walk import Walk, path_of

NUMBER = "望女2027-004"
CHECKS = {"heading": "妇科检查", "words": "每年一次，费用由企业承担，检查时间算上班。"}


def draft(walk: Walk) -> None:
    """The union drafts the women's contract and sends it to the congress too."""
    union, days = walk.union, walk.days
    walk.at_round(union)
    union.begin("起草合同文本")
    union.page.get_by_role("link", name="女职工", exact=True).click()
    union.fill_rows("text", [CHECKS])
    union.fill(no=NUMBER, term_from=days.today, term_to=days.after(1000))
    union.fill(c_maternity_days=98, c_nursing_minutes=60, on=days.agreed)
    union.picture("起草女职工专项合同_填写")
    union.send()

    assert union.has_done, union.complaints
    walk.women_at = path_of(union)
    assert "女职工权益保护专项集体合同" in union.text
    union.do("提交职代会审议", on=days.agreed)


def vote(walk: Walk) -> None:
    """The congress votes on it as well."""
    union, days = walk.union, walk.days
    walk.at_sitting(union)
    counts = {"issued": 29, "returned": 29, "valid": 29, "invalid": 0, "yes": 29, "no": 0}
    union.do("表决", on=days.sat, draft="女职工", secret=True, **counts, abstain=0)


def sign_and_file(walk: Walk) -> None:
    """Both sides sign, the employer files."""
    union, employer, days = walk.union, walk.employer, walk.days
    union.go(walk.women_at)
    union.do(
        "职工方首席代表签字盖章",
        on=days.signed,
        workers_on=days.signed,
        seals=["工会章", "骑缝章"],
    )
    employer.go(walk.women_at)
    employer.do(
        "企业方首席代表签字盖章",
        on=days.signed,
        employer_on=days.signed,
        seals=["企业（代表组织）章", "骑缝章"],
    )
    employer.do("报送人社部门审查", on=days.signed, received_on=days.signed, copies=3)

    assert employer.stage == "报送"
    walk.at_agreement(union)
