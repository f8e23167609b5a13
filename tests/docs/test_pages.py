"""Every page of the documentation works as written, leads somewhere, and is in the table of contents."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, Reader, blocks_of

PAGES = sorted(DOCS.glob("*.md"))
#: These change settings or keys of the reader's own service, or show what a block of another page has run.
READMES = (ROOT / "README.md", ROOT / "README.zh.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_works_as_written(page: Path, tmp_path: Path) -> None:
    blocks = blocks_of(page)
    if any("curl " in block.body for block in blocks) and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    with Reader(tmp_path) as reader:
        for block in blocks:
            reader.follow(block)


@pytest.mark.parametrize("page", [*PAGES, *READMES], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = {target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target}
    assert [target for target in links if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_make_target_is_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_every_page_is_in_the_contents() -> None:
    contents = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([a-z]+)$", contents.partition("{toctree}")[2], re.MULTILINE))
    assert listed == {page.stem for page in PAGES} - {"index"}


def test_both_readmes_name_the_same_commands() -> None:
    english, chinese = (commands_of(path) for path in READMES)
    assert english == chinese
    assert len(english) > 15


def commands_of(path: Path) -> list[str]:
    blocks = re.findall(r"^```(?:sh|python|sql)\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = [re.sub(r"\s+(#|--) .*", "", line).rstrip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_the_readmes_lead_to_each_other() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in READMES)
    assert "(README.zh.md)" in english
    assert "(README.md)" in chinese


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(DOCS),
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tablewright" in (tmp_path / "site" / "index.html").read_text()
