"""`support-server openapi`: prints the OpenAPI document of the HTTP interface."""

import sys
from argparse import ArgumentParser, Namespace

from ..api.routes import OPENAPI_JSON
from .base import Command, Exit


def _add_arguments(parser: ArgumentParser) -> None:
    """Takes nothing but the data folder, which it does not need."""


def _run(arguments: Namespace) -> Exit:
    sys.stdout.buffer.write(OPENAPI_JSON + b"\n")
    return Exit.DONE


COMMAND = Command("openapi", "print the OpenAPI document", _add_arguments, _run)
