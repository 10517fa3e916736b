"""The Unicode bidirectional algorithm (UAX #9) with a visual-to-logical index map; pure, and must not shape or measure text."""

from .classes import has_rtl
from .lines import (
    Turn,
    VisualLine,
    by_cluster,
    by_word,
    line_levels,
    reorder,
    visual_line,
    visual_lines,
    visual_span,
)
from .paragraph import Resolved, paragraph_base, resolve

__all__ = [
    "Resolved",
    "Turn",
    "VisualLine",
    "by_cluster",
    "by_word",
    "has_rtl",
    "line_levels",
    "paragraph_base",
    "reorder",
    "resolve",
    "visual_line",
    "visual_lines",
    "visual_span",
]
