"""The disclosure sheet lists what was laid open and cites the region's own duty."""

from datetime import date

import pytest

from contracts.supervision import disclosures
from tests.documents.filled import fill
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_the_sheet_lists_the_matters_and_leaves_room_for_answers():
    union = UnionFactory()
    made = disclosures.disclose(
        union.firm, items=["加班工时", "社保缴纳"], on=date(2027, 9, 6)
    ).made

    facts = fill("disclosure_sheet", made, on=date(2027, 9, 6), issuer=union.firm)

    assert facts == {
        "company_name": union.firm.name,
        "union_name": union.name,
        "sheet_no": "〔2027〕1号",
        "basis": "《企业民主管理规定》第三十一条",
        "publish_date": "2027年9月6日",
        "place": "",
        "feedback": "",
        "reply": "",
        "reply_date": "",
        "items": [
            {"seq": "1", "item": "加班工时", "content": "", "office": ""},
            {"seq": "2", "item": "社保缴纳", "content": "", "office": ""},
        ],
    }
