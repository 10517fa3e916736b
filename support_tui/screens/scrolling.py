"""Keys by which a screen of text is read and left."""

from typing import Final

from textual.binding import Binding

#: For `BINDINGS` of a screen that has `action_leave` and `action_scroll`.
LEAVES_AND_SCROLLS: Final = (
    Binding("escape,q,u", "leave", show=False),
    Binding("j,down", "scroll(1)", show=False),
    Binding("k,up", "scroll(-1)", show=False),
    Binding("pagedown,ctrl+f,space,ctrl+d", "scroll(20)", show=False),
    Binding("pageup,ctrl+b,ctrl+u", "scroll(-20)", show=False),
)
