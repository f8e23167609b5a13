"""The report holds what its benchmarks said, drawn and told, and a benchmark that fails does not hide."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.machine import describe
from benchmarks.plots import bars, lines
from benchmarks.report import Section, commands, plot_of_seconds, run, soak_section, to_html, to_markdown
from benchmarks.soak.ledger import finished_twice
from benchmarks.soak.meter import Meter, Sample
from tests.support.locks import ROOT

_SVG = "{http://www.w3.org/2000/svg}"


def test_bars_are_as_long_as_their_values() -> None:
    root = ElementTree.fromstring(bars("a < b", {"tablewright": 1.0, "other & peer": 4.0}, "s"))
    ours, other = (float(rect.attrib["width"]) for rect in root.findall(f"{_SVG}rect")[1:])
    assert other == pytest.approx(4 * ours, rel=0.01)
    assert "other & peer" in "".join(root.itertext())
    with pytest.raises(ValueError, match="nothing"):
        bars("x", {}, "s")


def test_lines_rise_where_values_do() -> None:
    root = ElementTree.fromstring(lines("m", {"a": [(0, 1), (5, 2), (10, 4)]}, "MiB"))
    line = root.find(f"{_SVG}polyline")
    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert heights == sorted(heights, reverse=True)
    with pytest.raises(ValueError, match="nothing"):
        lines("m", {"a": []}, "")


def test_a_report_tells_everything(tmp_path: Path) -> None:
    plot = plot_of_seconds({"tablewright": {"a": [2.0, 1.0]}, "peer": {"a": [3.0]}})
    sections = [Section("One", "benchmarks.one", "1 < 2", plots=[plot]), Section("Two", "b.two", "died", failed=True)]
    machine = describe()
    assert machine["cores"].isdigit()
    html, markdown = to_html(machine, sections), to_markdown(machine, sections, tmp_path / "report.md")
    for text in (html, markdown):
        assert all(each in text for each in ("One", "Two (failed)", "python -m benchmarks.one", machine["processor"]))
    assert "1 &lt; 2" in html
    assert "1 s" in html
    assert (tmp_path / "report-1-1.svg").read_text() == plot


def test_a_benchmark_that_fails_is_told(tmp_path: Path) -> None:
    section = run("None", ["benchmarks.no_such_benchmark"])
    assert section.failed
    assert "no_such_benchmark" in section.output


def test_every_benchmark_of_the_report_is_there() -> None:
    for quick in (True, False):
        for module, *_ in commands(quick).values():
            path = ROOT / f"{module.replace('.', '/')}.py"
            assert path.exists()
            assert module in (ROOT / "benchmarks" / "README.md").read_text()


def test_a_soak_is_told(tmp_path: Path) -> None:
    sample = {"life": 1, "age": 30.0, "memory": 100 << 20, "handles": 20, "workers": 200 << 20}
    told = {"accepted": {"text": 3}, "wrong": ["x is lost"], "samples": [sample, sample | {"memory": 101 << 20}]}
    (tmp_path / "soak.json").write_text(json.dumps(told))
    section = soak_section(tmp_path / "soak.json")
    assert section.failed
    assert "x is lost" in section.output
    assert len(section.plots) == 2


def test_slopes_are_those_of_one_life_each() -> None:
    meter = Meter.__new__(Meter)
    meter.samples = [
        Sample(life, float(age), (life * 500 << 20) + age * (1 << 20) // 60, 10 * life, 0)
        for life in (1, 2)
        for age in range(21, 90)
    ]
    slopes = meter.slopes()
    assert slopes["memory_mib_per_hour"] == pytest.approx(60, rel=0.01)
    assert slopes["handles_per_hour"] == 0
    meter.samples = []
    assert meter.slopes() == {}


def test_documents_finished_twice_are_found(tmp_path: Path) -> None:
    lines_ = [json.dumps({"event": "document finished", "document": name}) for name in ("a", "b", "a")]
    (tmp_path / "log").write_text("\n".join([*lines_, '{"event": "docum']))
    assert finished_twice(tmp_path / "log") == ["a"]


@pytest.mark.slow
def test_a_quick_report_is_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.report", "--quick", "--to", str(tmp_path / "report.html")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert "tablewright" in (tmp_path / "report.html").read_text()
