"""Views in the tables: whatever is asked, the log folded gives the tables again, and a restart finds them as they were."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.tabs import Tabs
from server.storage.tables import log
from server.storage.tables.saved_views import load_tabs
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn
from tests.server.running import running_desk

ID = st.integers(1, 5)
TABS = st.lists(st.sampled_from(["mine", "all", "view:1", "view:2", "view:3"]), unique=True).map(tuple)
COMMANDS: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(
        c.SaveView,
        name=st.sampled_from(["late", "vip", "refunds", "متأخرة"]),
        queue=st.sampled_from(["all", "mine", "mailbox:1"]),
        query=st.sampled_from(["", "tag:vip", "waiting:>4h"]),
        sort=st.sampled_from(list(Sort)),
        columns=st.lists(st.sampled_from(list(ListColumn)), unique=True, max_size=4).map(tuple),
        is_shared=st.booleans(),
        view_id=st.none() | ID,
    ),
    st.builds(c.DeleteView, ID),
    st.builds(c.ArrangeTabs, TABS),
)


async def _live_through(folder: Path, commands: list[tuple[c.Command, int]]) -> None:
    async with running_desk(folder) as desk:
        for command, agent_id in commands:
            await desk.ask(command, desk.agent(agent_id))
        with desk.database.reader() as reader:
            tables = load_tabs(reader)
            entries = [
                log.recorded_from(row)
                for row in reader.execute(f"select {log.COLUMNS} from event order by seq")
            ]
        folded = Tabs()
        for recorded in entries:
            if isinstance(recorded.event, e.ViewChanged | e.TabsArranged):
                folded = folded.after(recorded.event)
        assert tables == folded == desk.service.tabs


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(COMMANDS, st.integers(1, 3)), max_size=25))
def test_log_tables_and_memory_tell_the_same_views(commands: list[tuple[c.Command, int]]) -> None:
    """After any commands of any agents."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live_through(Path(folder), commands))


async def test_views_outlive_the_server(tmp_path: Path) -> None:
    """A service that begins on the same tables has them, and gives no number twice."""
    async with running_desk(tmp_path) as desk:
        await desk.do(c.SaveView("late", "all", "waiting:>4h"), desk.agent(1))
        await desk.do(c.SaveView("vip", "all", is_shared=True), desk.agent(1))
        await desk.do(c.DeleteView(2), desk.agent(1))
        before = desk.service.tabs
        with desk.database.reader() as reader:
            assert load_tabs(reader) == before
        assert (await desk.do(c.SaveView("gold", "all"), desk.agent(1))).created_id == 3
