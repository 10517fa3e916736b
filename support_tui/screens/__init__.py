"""Whole screens and dialogs: they arrange widgets, turn messages into actions and never touch the network."""
