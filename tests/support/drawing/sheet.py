"""A page as a list of marks, before any PDF is written. Points, origin top left, y downward."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Text on one line: ``x`` is its left end, ``y`` its baseline; ``size`` the font size in points.

    Of a run with a ``clip`` (x0, top, x1, bottom) only what lies inside shows; the text layer holds all of it.
    """

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    clip: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Stroke:
    """A straight line; ``dash`` is the lengths of dash and gap, if any."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    dash: tuple[float, float] | None = None

    @property
    def flat(self) -> bool:
        """Tell whether the line is horizontal."""
        return self.y0 == self.y1


@dataclass(frozen=True)
class Fill:
    """A filled rectangle; ``gray`` 0 is black, 1 white."""

    x0: float
    top: float
    x1: float
    bottom: float
    gray: float = 0.0


@dataclass(frozen=True)
class Box:
    """A stroked rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.5


@dataclass(frozen=True)
class Wedge:
    """A filled slice of a disc around (``x``, ``y``); angles in degrees."""

    x: float
    y: float
    radius: float
    start: float
    extent: float
    gray: float


@dataclass(frozen=True)
class Watermark:
    """A large grey text across the page around (``x``, ``y``), turned by ``angle`` degrees."""

    x: float
    y: float
    text: str
    size: float
    angle: float
    gray: float


Mark = Run | Stroke | Fill | Box | Wedge | Watermark


@dataclass
class Sheet:
    """One page: its size and its marks in drawing order."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
