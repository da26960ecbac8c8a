"""The shipped rule book with one text changed, as a legislature would change it."""

from pathlib import Path

from contracts.statutes import packfiles, rulebook
from contracts.statutes.rulebook import Rulebook

LAW = Path(rulebook.__file__).parent
TWENTY = "{type: duration, amount: 20, unit: natural_day, from_event: offer_received"


def changed_file(place: Path, region: str, old: str, new: str) -> Path:
    """Write a pack with the first place of a text changed, and return the file."""
    text = (LAW / "packs" / f"{region}.yaml").read_text(encoding="utf-8")
    assert old in text, f"{region}.yaml no longer says {old}"
    file = place / f"{region}.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def book_with(file: Path) -> Rulebook:
    """Return the shipped rule book with one pack read from a file."""
    pack = packfiles.load(file, packfiles.vocabulary(LAW))
    return Rulebook({**rulebook.shipped().packs, pack.region: pack}.values())


def shorter_answer(place: Path) -> Path:
    """Return a national pack that gives fifteen days to answer an offer instead of twenty."""
    return changed_file(place, "CN", TWENTY, TWENTY.replace("20", "15"))
