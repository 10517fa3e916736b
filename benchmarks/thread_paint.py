"""How long a thread of 5,000 messages takes to open and to answer a key, in process: time of our code from the call to the painted lines.

    python benchmarks/thread_paint.py [--messages 5000] [--keys 200] [--width 120] [--height 44]

Terminal, event loop and network are not in it; `key_to_paint.py` measures the whole program.
"""

import argparse
import asyncio
import gc
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator

from textual.app import App, ComposeResult

from support_tui.store import Store
from support_tui.widgets.thread import ThreadView
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind, Status
from support_tui.wire.views import Agent, ConversationRow, Directory, Mailbox, Message, ThreadPage

MINUTE = 60_000_000
NOW = 1_767_441_600_000_000
WORDS_EN = [
    "order",
    "parcel",
    "refund",
    "payment",
    "invoice",
    "account",
    "thank",
    "hello",
    "please",
    "could",
    "when",
    "arrive",
    "number",
    "card",
    "bank",
    "page",
    "error",
    "app",
    "update",
    "delivery",
    "address",
    "change",
    "help",
    "again",
    "problem",
    "yesterday",
    "screen",
    "button",
    "login",
    "password",
    "link",
    "price",
]
WORDS_AR = [
    "مرحبا",
    "الطلب",
    "رقم",
    "الدفع",
    "الفاتورة",
    "الحساب",
    "شكرا",
    "متى",
    "يصل",
    "البطاقة",
    "البنك",
    "الصفحة",
    "خطأ",
    "التطبيق",
    "تحديث",
    "العنوان",
    "تغيير",
    "المساعدة",
    "مشكلة",
    "أمس",
    "الشاشة",
    "السَّلَامُ",
    "عَلَيْكُم",
    "كلمة",
    "المرور",
    "الرابط",
    "السعر",
]


def a_text(chance: random.Random) -> str:
    """One to six paragraphs, a third of them Arabic, some with a link, code, a list or a quotation."""
    paragraphs = []
    for _ in range(chance.randint(1, 6)):
        words = WORDS_AR if chance.random() < 0.33 else WORDS_EN
        line = " ".join(chance.choices(words, k=chance.randint(3, 60)))
        extra = chance.random()
        if extra < 0.1:
            line += f" https://shop.example/orders/{chance.randint(1, 99_999)}"
        elif extra < 0.15:
            line = f"- {line}"
        elif extra < 0.2:
            line = "> " + line
        elif extra < 0.25:
            line += f" `ORD-{chance.randint(1000, 99_999)}` **{chance.choice(words)}**"
        paragraphs.append(line)
    return "\n".join(paragraphs)


def messages(count: int) -> Iterator[Message]:
    """A believable thread of so many messages, the same each time."""
    chance = random.Random(5)
    customer = Actor(ActorKind.CUSTOMER, 9, "سارة الأحمد")
    agent = Actor(ActorKind.AGENT, 1, "Rae Adams")
    for number in range(1, count + 1):
        kind = chance.choices((MessageKind.INBOUND, MessageKind.REPLY, MessageKind.NOTE), (5, 4, 1))[0]
        yield Message(
            number,
            1,
            kind,
            customer if kind is MessageKind.INBOUND else agent,
            NOW - (count - number) * MINUTE,
            a_text(chance),
            delivery=Delivery(DeliveryState.DELIVERED) if kind is MessageKind.REPLY else None,
        )


def a_store(count: int) -> Store:
    """A store that holds the whole thread."""
    store = Store(lambda: NOW)
    store.replica.me = Agent(1, "Rae Adams", "rae@desk.example", "admin")  # type: ignore[arg-type]
    store.replica.take_directory(Directory(agents=(store.replica.me,), mailboxes=(Mailbox(1, "Support"),)))
    row = ConversationRow(
        1, 1, "A long thread", Status.OPEN, 1, 9, "سارة الأحمد", "email", NOW, NOW, last_message_id=count
    )
    store.place_thread(ThreadPage(row, tuple(messages(count)), read_id=count))
    return store


class OneThread(App[None]):
    """The thread alone on a screen."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.view = ThreadView(store)

    def compose(self) -> ComposeResult:
        yield self.view

    def paint(self) -> None:
        """All lines of the thread as they go to the terminal."""
        reader = self.view.reader
        for strip in reader.render_lines(reader.size.region):
            strip.render(self.console)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that the work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def key_cost(app: OneThread, key: Callable[[], object]) -> float:
    """Milliseconds from a key's command to painted lines."""

    def press() -> None:
        key()
        app.paint()

    return timed(press)


def report(name: str, costs: list[float]) -> None:
    ordered = sorted(costs)
    p95 = ordered[int(len(ordered) * 0.95) - 1] if len(ordered) > 1 else ordered[0]
    print(
        f"{name:<34} p50 {statistics.median(ordered):7.2f} ms   p95 {p95:7.2f} ms   max {ordered[-1]:7.2f} ms"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--width", type=int, default=120)
    parser.add_argument("--height", type=int, default=44)
    options = parser.parse_args()
    store = a_store(options.messages)
    app = OneThread(store)
    async with app.run_test(size=(options.width, options.height)) as pilot:
        view = app.view

        def open_anew() -> None:
            view.show(None)
            view.show(1)
            app.paint()

        await pilot.pause()
        open_anew()
        # As the program does after its first paint: what lives long is out of the collector's sight.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        report("open (data there)", [timed(open_anew) for _ in range(7)])
        view.do_top()
        keys = range(options.keys)
        report("line down", [key_cost(app, view.do_down) for _ in keys])
        report("line up", [key_cost(app, view.do_up) for _ in keys])
        report("next message", [key_cost(app, view.do_next_message) for _ in keys])
        report("page down, never seen", [key_cost(app, view.do_page_down) for _ in keys])
        report("page up, seen", [key_cost(app, view.do_page_up) for _ in keys])
        report("end and start", [key_cost(app, step) for step in (view.do_bottom, view.do_top) * 5])
        report("find in all", [timed(lambda: view.reader.find("invoice")) for _ in range(3)])
        report("next hit", [key_cost(app, lambda: view.reader.find_next(1)) for _ in keys])
        view.reader.end_find()
        report("a message arrives", [timed(view.reader.thread_changed) for _ in range(10)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of the process':<34} {peak:.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
