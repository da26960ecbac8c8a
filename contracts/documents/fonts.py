"""The fonts of printed papers: where they are, what is missing, and a private fontconfig.

The house uses open fonts. A licensed font dropped into ``XIEYUE_FONT_DIR`` takes the place of its
open stand-in, known by its file name or by the family name inside it. Fontconfig is shown these
files only, under private family names, so that no font of the machine can slip into a paper.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

from contracts.documents import slimming

REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = REPOSITORY / ".cache"
SYSTEM_FOLDERS = (
    CACHE / "fonts",
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)
REGULAR, BOLD = 80, 200
FONT_FILES = {".ttf", ".otf"}
#: Where a font keeps what it is called: family, full name, PostScript name, typographic family.
FAMILY_NAMES = {1, 4, 6, 16}
FAMILY_OF_COLLECTION = {
    "NotoSerifCJK-Regular.ttc": "Noto Serif CJK SC",
    "NotoSerifCJK-Bold.ttc": "Noto Serif CJK SC",
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK SC",
}


class Face(NamedTuple):
    """One face the style sheet asks for; the first of ``files`` that is found is used."""

    family: str
    weight: int
    files: tuple[str, ...]
    zh: str
    package: str
    licensed: tuple[str, ...] = ()


class InUse(NamedTuple):
    """Which file a face is drawn with, and whether it comes from the folder of the setting."""

    zh: str
    file: str
    is_own: bool


#: The other faces in the same collections, which must not be picked for a Chinese name.
SISTERS = tuple(
    f"Noto {kind} CJK {place}"
    for kind in ("Serif", "Sans", "Sans Mono")
    for place in ("JP", "KR", "TC", "HK", "SC")
)


def _common() -> tuple[int, ...]:
    """List the characters of GB 2312, which is what most papers are made of."""
    high, low = range(0xA1, 0xF8), range(0xA1, 0xFF)
    pairs = (bytes((first, second)) for first in high for second in low)
    signs = (pair.decode("gb2312", "ignore") for pair in pairs)
    return tuple(sorted({*range(0x20, 0x7F), *(ord(sign) for sign in signs if sign)}))


#: What a face may draw; the rest falls to the next face of its family list. Latin letters, digits
#: and the yuan signs are taken from a Latin face, as Word does with Times.
CHARACTERS_OF = {
    "XY Latin": (*range(0x20, 0x7F), 0xA5, 0xFFE5),
    "XY Box": (0x25A0, 0x25A1, 0x2610, 0x2611, 0x2612),
    "XY Title": _common(),
}

FACES = (
    Face(
        "XY Latin",
        REGULAR,
        ("times.ttf", "NotoSerifCJK-Regular.ttc"),
        "西文",
        "fonts-noto-cjk",
    ),
    Face(
        "XY Fang",
        REGULAR,
        ("FangSong_GB2312.ttf", "仿宋_GB2312.ttf", "simfang.ttf", "FandolFang-Regular.otf"),
        "仿宋",
        "texlive-lang-chinese",
        ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "方正仿宋_GBK", "FZFangSong-Z02"),
    ),
    Face(
        "XY Kai",
        REGULAR,
        ("KaiTi_GB2312.ttf", "楷体_GB2312.ttf", "simkai.ttf", "FandolKai-Regular.otf"),
        "楷体",
        "texlive-lang-chinese",
        ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "方正楷体_GBK", "FZKai-Z03"),
    ),
    Face(
        "XY Hei",
        REGULAR,
        ("simhei.ttf", "FandolHei-Regular.otf"),
        "黑体",
        "texlive-lang-chinese",
        ("SimHei", "黑体", "方正黑体_GBK", "FZHei-B01"),
    ),
    Face("XY Song", REGULAR, ("FandolSong-Regular.otf",), "宋体", "texlive-lang-chinese"),
    Face(
        "XY Title",
        REGULAR,
        ("FZXBSJW.ttf", "FZXBSJW.TTF", "方正小标宋简体.ttf", "NotoSerifCJK-Bold.ttc"),
        "小标宋（代用）",
        "fonts-noto-cjk",
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    ),
    Face("XY Serif", REGULAR, ("NotoSerifCJK-Regular.ttc",), "宋体补字", "fonts-noto-cjk"),
    Face("XY Banner", REGULAR, ("NotoSerifCJK-Bold.ttc",), "标题补字", "fonts-noto-cjk"),
    Face("XY Sans", REGULAR, ("NotoSansCJK-Regular.ttc",), "黑体补字", "fonts-noto-cjk"),
    Face("XY WenKai", REGULAR, ("LXGWWenKai-Regular.ttf",), "楷体补字", "fonts-lxgw-wenkai"),
    Face("XY Box", REGULAR, ("DejaVuSans.ttf",), "方框 ☑ ☐", "fonts-dejavu-core"),
)


class FontsMissing(Exception):
    """A font of the house is not installed, so no PDF can be made."""


def folders() -> tuple[Path, ...]:
    """Name the folders that are searched, the one of the setting first."""
    own = _own_folder()
    return (*((own,) if own else ()), *SYSTEM_FOLDERS)


def files() -> dict[str, Path]:
    """Find each face's file; faces that are not installed are left out."""
    return _find(folders())


def in_use() -> list[InUse]:
    """Say which file each face is drawn with, in the order of the faces."""
    chosen, own = files(), _own_folder()
    return [
        InUse(
            face.zh.removesuffix("（代用）"),
            chosen[face.family].name,
            own is not None and own in chosen[face.family].parents,
        )
        for face in FACES
        if face.family in chosen
    ]


def _own_folder() -> Path | None:
    name = os.environ.get("XIEYUE_FONT_DIR", "")
    return Path(name) if name else None


@lru_cache(maxsize=4)
def _find(where: tuple[Path, ...]) -> dict[str, Path]:
    wanted = {name for face in FACES for name in face.files}
    found: dict[str, Path] = {}
    for folder in where:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name in wanted:
                found.setdefault(path.name, path)
    own = _own_folder()
    families = _families(own) if own in where and own is not None else {}
    chosen = {}
    for face in FACES:
        licensed = next((families[name] for name in face.licensed if name in families), None)
        name = next((name for name in face.files if name in found), None)
        if licensed or name:
            chosen[face.family] = licensed or found[name or ""]
    return chosen


def _families(folder: Path) -> dict[str, Path]:
    """Read the family names inside the fonts of the setting's folder, by name."""
    named: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in FONT_FILES:
            with suppress(TTLibError, OSError, KeyError), path.open("rb") as file:
                for record in TTFont(file, lazy=True)["name"].names:
                    if record.nameID in FAMILY_NAMES:
                        named.setdefault(record.toUnicode(errors="replace"), path)
    return named


def missing() -> list[str]:
    """Say which fonts are missing and how to get them, one line each (Chinese and English)."""
    have = files()
    return [
        f"缺少{face.zh}字体 {face.files[-1]}，请安装 Debian 软件包 {face.package} "
        f"或将字体文件放入 XIEYUE_FONT_DIR。 "
        f"Font {face.files[-1]} is missing: install the Debian package {face.package}."
        for face in FACES
        if face.family not in have
    ]


def configure() -> Path:
    """Write a fontconfig file that shows our faces only, and point this process at it.

    This must run before Pango is loaded. The folder is named after its content, so that several
    processes can share it.

    :raises FontsMissing: if a face is not installed.
    """
    gaps = missing()
    if gaps:
        raise FontsMissing("\n".join(gaps))
    folder = _case(files())
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return folder / "fonts.conf"


def _case(chosen: dict[str, Path]) -> Path:
    """Lay links to the chosen files, cut down where only a few characters are drawn, in a folder.

    The folder is named by what goes into it, so that a changed font gets a new one.
    """
    text = "\n".join(
        f"{family}={path}:{path.stat().st_size}:{CHARACTERS_OF.get(family)}"
        for family, path in sorted(chosen.items())
    )
    name = "press-" + hashlib.sha256(text.encode()).hexdigest()[:16]
    for base in (CACHE, Path(tempfile.gettempdir())):
        folder = base / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            laid = {family: _lay(folder, family, path) for family, path in chosen.items()}
            _write(folder / "fonts.conf", _configuration(folder, laid).encode())
        except OSError:
            continue
        return folder
    raise FontsMissing("没有可写的缓存文件夹，无法准备字体。")


def _lay(folder: Path, family: str, path: Path) -> Path:
    """Put one face into the folder: cut down, or as a link to the whole file."""
    place = folder / f"{family.replace(' ', '-')}.cut"
    if place.exists():
        return place
    if family in CHARACTERS_OF:
        with suppress(slimming.CannotSlim):
            collection = FAMILY_OF_COLLECTION.get(path.name, "")
            _write(place, slimming.slim(path, CHARACTERS_OF[family], collection))
            return place
    whole = place.with_suffix(path.suffix)
    with suppress(FileExistsError):
        whole.symlink_to(path.resolve())
    return whole


def _write(path: Path, data: bytes) -> None:
    """Write in one move: another process may be reading the same file."""
    if path.exists() and path.read_bytes() == data:
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(data)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)


def _configuration(folder: Path, laid: dict[str, Path]) -> str:
    rules = "\n".join(_rule(face, laid[face.family]) for face in FACES)
    others = "".join(
        f'<pattern><patelt name="family"><string>{family}</string></patelt></pattern>'
        for family in SISTERS
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n<dir>{escape(str(folder))}</dir>\n"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n{rules}\n"
        f"<selectfont><rejectfont>{others}</rejectfont></selectfont>\n</fontconfig>\n"
    )


def _rule(face: Face, path: Path) -> str:
    """Give the file its private family name and weight, and the characters it may draw."""
    target = path.resolve().name if path.is_symlink() else ""
    collection = FAMILY_OF_COLLECTION.get(target)
    only = f'<test name="family"><string>{collection}</string></test>' if collection else ""
    ranges = "".join(
        f"<charset><int>{character:#x}</int></charset>"
        for character in (CHARACTERS_OF.get(face.family, ()) if collection else ())
    )
    limited = f'<edit name="charset" mode="assign_replace"><plus>{ranges}</plus></edit>'
    return (
        f'<match target="scan"><test name="file"><string>{escape(str(path))}</string></test>{only}'
        f'<edit name="family" mode="assign_replace"><string>{face.family}</string></edit>'
        f'<edit name="weight" mode="assign_replace"><int>{face.weight}</int></edit>'
        f"{limited if ranges else ''}</match>"
    )
