import io
import zipfile

import pytest

from contracts.documents import package
from contracts.documents.package import PackageRefused
from tests.documents import building, reading


def zipped(changes):
    """Make a Word file with parts changed, added or (None) taken out."""
    found = reading.parts(building.paper("正文")) | changes
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            if data is not None:
                archive.writestr(name, data)
    return raw.getvalue()


LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="http://example.org/" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"word/vbaProject.bin": b"x"}, "宏"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "嵌入对象"),
        ({"word/afchunk.htm": b"x"}, "嵌入对象"),
        ({"word/document.xml": None}, "不是 .docx 文件"),
        ({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}, "实体声明"),
        ({"word/_rels/settings.xml.rels": LINK % b"attachedTemplate"}, "外部"),
        ({"../../etc/passwd": b"x"}, "路径不合法"),
        ({"word/media/big.xml": b" " * 60_000_000}, "过大"),
        ({f"word/x{number}.xml": b"<x/>" for number in range(300)}, "过多"),
    ],
)
def test_hostile_packages_are_refused(changes, said):
    with pytest.raises(PackageRefused, match=said):
        package.parts(zipped(changes))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"PK\3\4", "文件已损坏"),
        (b"%PDF-1.7", "不是 .docx 文件"),
        (building.paper("x")[:-40], "文件已损坏"),
    ],
)
def test_broken_files_are_refused(data, said):
    with pytest.raises(PackageRefused, match=said):
        package.parts(data)


def test_too_large_a_file_is_refused_unopened():
    with pytest.raises(PackageRefused, match="太大"):
        package.parts(b"x" * (package.MOST_PACKED + 1))


def test_hyperlinks_may_point_outside_and_the_preview_picture_is_left_out():
    found = package.parts(
        zipped(
            {
                "word/_rels/document2.xml.rels": LINK % b"hyperlink",
                "docProps/thumbnail.jpeg": b"picture",
            }
        )
    )

    assert "docProps/thumbnail.jpeg" not in found
    assert b"thumbnail" not in found["_rels/.rels"]


def test_joined_parts_are_a_zip_with_fixed_times():
    name, raw = "甲.xml".encode(), b"<x/>" * 100

    data = package.join([(name, *package.pack(name, raw))])

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.read("甲.xml") == raw
        assert archive.getinfo("甲.xml").date_time == (1980, 1, 1, 0, 0, 0)
