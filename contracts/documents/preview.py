"""Render one template with its sample, to look at: ``python -m contracts.documents.preview``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from contracts.documents import declaration, pdf, samples, word

DAY = datetime(2027, 3, 29, tzinfo=UTC)


def preview(code: str, folder: Path) -> list[Path]:
    """Write the paper with its sample facts as Word and PDF into a folder."""
    docx = word.render_word(declaration.template_path(code), samples.sample(code), DAY)
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / f"{code}.docx", folder / f"{code}.pdf"]
    made[0].write_bytes(docx)
    made[1].write_bytes(pdf.render_pdf(docx, name=code, created=DAY))
    return made


def main(arguments: list[str]) -> None:
    """Preview each code given; the last argument is the folder."""
    *codes, folder = arguments
    for code in codes:
        for path in preview(code, Path(folder)):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
