import pytest

from contracts.documents import declaration
from contracts.documents.declaration import DocumentUnknown


def test_catalogue_declares_113_papers_each_in_one_concept():
    declared = declaration.declarations()

    assert len(declared) == 113
    assert {paper.concept for paper in declared.values()} == {
        *("agreements", "bargaining", "campaigns", "congress", "disputes", "supervision")
    }


def test_field_groups_stand_before_own_fields_and_no_name_comes_twice():
    letter = declaration.declaration("rep_election_minutes")
    names = [field.name for field in letter.fields]

    assert names[0] == "company_name"
    assert len(names) == len(set(names))
    assert "marks" in letter.names


def test_columns_keep_their_options():
    roster = declaration.declaration("rep_roster")

    tables = {table.name: table for table in roster.tables}
    columns = {column.name: column for column in tables["worker_side"].columns}
    assert columns["gender"].options == ("男", "女")


def test_roles_seals_and_classes_are_all_explained():
    shared = declaration.shared()

    for paper in declaration.declarations().values():
        assert set(paper.issued_by) | set(paper.received_by) <= set(shared["roles"])
        assert set(paper.seals) <= set(shared["seals"])
        assert paper.confidentiality in shared["confidentiality_levels"]
        assert paper.retention in shared["retention_classes"]
        assert set(paper.formats) <= {"docx", "pdf", "xlsx"}


def test_template_lies_under_its_concept():
    path = declaration.template_path("offer_letter")

    assert path.parts[-4:] == ("templates", "docx", "bargaining", "offer_letter.docx")


def test_unknown_code_is_refused_by_name():
    with pytest.raises(DocumentUnknown, match="offer_leter"):
        declaration.declaration("offer_leter")
