"""State and store of a project, opened as all that writes into both of them opens them."""

from __future__ import annotations

from contextlib import ExitStack

from scrapy.settings import BaseSettings

from newsportal import paths
from newsportal import settings as defaults
from newsportal.messages import say
from newsportal.output.open import open_store
from newsportal.output.store import Store
from newsportal.state.sqlite import SqliteState, StateError
from newsportal.state.tables import TABLES
from newsportal.state.walk import LOG_NAME


def opened(settings: BaseSettings, held: ExitStack, kind: type[SqliteState] = SqliteState) -> tuple[SqliteState, Store]:
    """The state and the store that vouch for each other, where the settings name them; closed with `held`.

    `kind`: the class of the state. Raises StateError and OSError.
    """
    durable = settings.getbool("NEWSPORTAL_DURABLE", defaults.NEWSPORTAL_DURABLE)
    rotated = settings.getbool("NEWSPORTAL_ROTATED", defaults.NEWSPORTAL_ROTATED)
    state = kind(paths.state_file(settings), durable=durable, schemas=TABLES)
    held.callback(state.close)
    kept = state.connection.execute("SELECT 1 FROM meta WHERE key = ?", (LOG_NAME,)).fetchone()
    if kept and paths.database(settings) is None:
        words = say("{file} is kept by scrapy keep: NEWSPORTAL_STATE must name its database", file=state.path)
        raise StateError(words)
    store = open_store(paths.output_folder(settings).absolute(), state, durable=durable, rotated=rotated)
    held.callback(store.close)
    return state, store
