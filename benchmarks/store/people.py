"""The people and the directory of a made desk: customers, companies, agents, teams, mailboxes, tags. Pure but for chance."""

import random
from typing import Final, NamedTuple

from support_tui.wire.values import Role
from support_tui.wire.views import Agent, Mailbox, Tag, Team

_FIRST: Final = [
    "Nora",
    "Adam",
    "Lina",
    "Omar",
    "Mia",
    "Karim",
    "Ella",
    "Sami",
    "Ruth",
    "Tarek",
    "Iris",
    "Jonas",
    "Hana",
    "Felix",
    "Zoe",
    "Malik",
    "Clara",
    "Idris",
    "Vera",
    "Yusuf",
    "Lea",
    "Bilal",
    "Ada",
    "Hugo",
    "Sara",
    "Nadia",
    "Emil",
    "Rania",
    "Oskar",
    "Dina",
    "Paul",
    "Layla",
    "Simon",
    "Mona",
    "Ivan",
    "Huda",
    "Max",
    "Rima",
    "Tom",
    "Salma",
]
_LAST: Final = [
    "Haddad",
    "Brook",
    "Saleh",
    "Winter",
    "Nasser",
    "Lang",
    "Khoury",
    "Marsh",
    "Amin",
    "Falk",
    "Rahal",
    "Stone",
    "Jaber",
    "Holt",
    "Mansour",
    "Reed",
    "Qasim",
    "Lund",
    "Darwish",
    "Vale",
    "Habib",
    "Frost",
    "Shami",
    "Beck",
    "Zidan",
    "Moss",
    "Farah",
    "Quist",
    "Barakat",
    "Hale",
]
_FIRST_ARABIC: Final = [
    "أمل",
    "سامي",
    "ليلى",
    "كريم",
    "نور",
    "ياسر",
    "هدى",
    "عمر",
    "ريم",
    "خالد",
    "منى",
    "طارق",
    "دينا",
    "بلال",
    "سلمى",
    "فادي",
    "رنا",
    "زياد",
    "هالة",
    "ماهر",
]
_LAST_ARABIC: Final = [
    "الحداد",
    "النجار",
    "منصور",
    "الشامي",
    "درويش",
    "البناء",
    "حبيب",
    "العلي",
    "قاسم",
    "الخطيب",
    "زيدان",
    "فرح",
]
_COMPANY_NAMES: Final = [
    "Harbour",
    "North",
    "Cedar",
    "Lantern",
    "Delta",
    "Olive",
    "Copper",
    "Meadow",
    "Orbit",
    "Saffron",
    "Granite",
    "Willow",
]
_COMPANY_KINDS: Final = [
    "Trading",
    "Books",
    "Logistics",
    "Studio",
    "Foods",
    "Tools",
    "Travel",
    "Textiles",
    "Energy",
    "Labs",
    "Market",
    "Clinic",
]

TAG_NAMES: Final = (
    "billing", "refund", "shipping", "bug", "login", "vip", "urgent-call", "feature-request", "spam-suspect", "returns",
    "invoice", "warranty", "partner", "press", "legal", "gdpr", "mobile", "api", "onboarding", "cancellation", "payment-failed",
    "duplicate", "translation", "follow-up", "survey", "wholesale", "gift-card", "customs", "outage", "security",
    "فواتير", "شحن", "استرداد", "شكوى", "اقتراح", "عاجل", "تقني", "حساب", "دفع", "متابعة",
)  # fmt: skip
MAILBOX_NAMES: Final = ("Support", "Sales", "Billing", "الدعم", "Partners")
TEAM_NAMES: Final = ("First line", "Technical", "Billing", "Logistics", "الفريق العربي", "Partners")
AGENTS: Final = 40


class Person(NamedTuple):
    """A customer before they have written. `is_arabic`: what they write is."""

    id: int
    name: str
    email: str
    company: str
    is_arabic: bool


def directory(admin_email: str) -> tuple[list[Agent], list[Team], list[Mailbox], list[Tag]]:
    """The administrator is agent 1; all others are agents, each in a team."""
    agents = [Agent(1, "Desk Administrator", admin_email, Role.ADMIN)]
    for id_ in range(2, AGENTS + 1):
        name = f"{_FIRST[id_ % len(_FIRST)]} {_LAST[(id_ * 7) % len(_LAST)]}"
        agents.append(Agent(id_, name, f"{name.lower().replace(' ', '.')}@desk.example", Role.AGENT))
    teams = [
        Team(number, name, tuple(range(number, AGENTS + 1, len(TEAM_NAMES))))
        for number, name in enumerate(TEAM_NAMES, 1)
    ]
    mailboxes = [
        Mailbox(number, name, f"box{number}@desk.example") for number, name in enumerate(MAILBOX_NAMES, 1)
    ]
    tags = [Tag(number, name) for number, name in enumerate(TAG_NAMES, 1)]
    return agents, teams, mailboxes, tags


def person(id_: int, chance: random.Random) -> Person:
    """The customer of a number; addresses never repeat."""
    is_arabic = chance.random() < 0.45
    first, last = (_FIRST_ARABIC, _LAST_ARABIC) if is_arabic else (_FIRST, _LAST)
    name = f"{chance.choice(first)} {chance.choice(last)}"
    latin = f"{chance.choice(_FIRST)}.{chance.choice(_LAST)}".lower()
    company = ""
    if chance.random() < 0.3:
        company = f"{chance.choice(_COMPANY_NAMES)} {chance.choice(_COMPANY_KINDS)} {chance.randrange(40)}"
    return Person(id_, name, f"{latin}{id_}@mail.example", company, is_arabic)
