# SPDX-License-Identifier: EUPL-1.2
"""What a person at a terminal sees beside the result: messages and progress, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def say(message: str) -> None:
    """Tell something that is not the result."""
    print(message, file=sys.stderr)


def fail(message: str) -> None:
    """Tell what went wrong, in the words of whoever found out."""
    print(f"taalplan: {message}", file=sys.stderr)


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, float], None]]:
    """A bar on stderr for work that takes a while; call it with a step and a share (0 to 1).

    Where stderr is not a terminal (a log), nothing is drawn.
    """
    if not sys.stderr.isatty():
        yield lambda step, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=1.0)
        yield lambda step, share: bars.update(
            task, description=f"{title}: {step}" if step else title, completed=share
        )
