"""The two sets of colours, dark and light: restrained, so that what needs a person stands out. Names roles, styles no widget."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="support-dark",
    dark=True,
    primary="#7aa7e0",
    secondary="#8d9bb0",
    accent="#e0b062",
    foreground="#d5d9e0",
    background="#15171c",
    surface="#1b1e25",
    panel="#232731",
    success="#86b98a",
    warning="#dfae5f",
    error="#e3737a",
    variables={
        "footer-key-foreground": "#e0b062",
        "input-selection-background": "#3b5275",
        "block-cursor-background": "#7aa7e0",
        "block-cursor-foreground": "#15171c",
        "scrollbar": "#333945",
        "scrollbar-hover": "#454d5d",
        "scrollbar-active": "#7aa7e0",
        "scrollbar-background": "#15171c",
        "scrollbar-background-hover": "#15171c",
        "scrollbar-background-active": "#15171c",
        "row-cursor": "#283449",
        "row-cursor-blurred": "#20242d",
        "row-marked": "#2a281f",
        "muted": "#929aa8",
        "faint": "#646c7b",
        "rule": "#2c313b",
    },
)

LIGHT: Final = Theme(
    name="support-light",
    dark=False,
    primary="#235a9f",
    secondary="#5c6675",
    accent="#9a5b00",
    foreground="#23272e",
    background="#fcfcfa",
    surface="#f4f4f0",
    panel="#eaeae4",
    success="#2d7038",
    warning="#9a5b00",
    error="#b3262e",
    variables={
        "footer-key-foreground": "#9a5b00",
        "input-selection-background": "#c5d8f0",
        "block-cursor-background": "#235a9f",
        "block-cursor-foreground": "#fcfcfa",
        "scrollbar": "#d0d0c8",
        "scrollbar-hover": "#b8b8b0",
        "scrollbar-active": "#235a9f",
        "scrollbar-background": "#fcfcfa",
        "scrollbar-background-hover": "#fcfcfa",
        "scrollbar-background-active": "#fcfcfa",
        "row-cursor": "#d9e5f4",
        "row-cursor-blurred": "#ecece6",
        "row-marked": "#f6eed8",
        "muted": "#666c76",
        "faint": "#8f959e",
        "rule": "#d8d8d0",
    },
)

THEMES: Final = (DARK, LIGHT)
