"""`bylint server`: a language server, which tells an editor what is wrong in an article as somebody writes it."""

from __future__ import annotations

from importlib.util import find_spec

import click

from bylint.errors import UsageError

NEEDED = "pygls"


_EXAMPLES = """Example, as an editor starts it: bylint server

docs/editor.md says how Neovim, Emacs, Vim, Helix, VS Code and Zed are told to."""


@click.command(epilog=_EXAMPLES)
def command() -> None:
    """Serve an editor, by the Language Server Protocol over stdin and stdout, until it says that it is done.

    Each article is judged as `bylint check FILE` would judge it, by its nearest settings, with what is not saved yet.
    """
    if find_spec(NEEDED) is None:
        raise UsageError("the server needs another package: pip install 'bylint[lsp]'")
    # Imported here: nothing but this command needs the package, and hardly any installation has it.
    from bylint.cli.server.protocol import serve

    serve()
