"""Lines that announce a quotation in ways that few programs have, and people's own lines that look like them (E30)."""

import pytest

from support_tui.wire.quotes import visible_text

OWN = "Thank you, it works now.\nMona"


@pytest.mark.parametrize(
    "below",
    [
        "On Wed, 14 Nov 2018 08:14:43 -0200 Omar <omar@x.example> wrote\n\nWhen do you come?",
        "Wiadomość napisana przez Omar omar@x.example w dniu 17.01.2023, o godz. 11:09:\nKiedy?",
        "Quoting Omar Ali (2024-03-05 09:12:44)\n> When?",
        "Quoting Omar Ali <omar@x.example>:\n\n> When?",
        "Zitat von Omar Ali <omar@x.example>:\n\n> Wann?",
        "Citando a omar@x.example:\n\n> ¿Cuándo?",
        "اقتباس من Omar <omar@x.example>:\n> متى؟",
        ">>> On 3/5/2024 at 9:12 AM, in message <65E.1F4@x.example>, Omar <omar@x.example>\nwrote:\n> When?",
        "Кому: mona@y.example;\nТема: Заказ;\n05.03.2024, 09:12, \"Omar\" <omar@x.example>:\n\nКогда?",
        "| From: | Omar Ali/Company |\n| To: | mona@y.example |\n| Date: | 05/03/2024 09:12 |\n| Subject: | Visit |\n\nWhen?",
    ],
)  # fmt: skip
def test_the_line_that_announces_it_is_folded_with_the_quotation(below: str):
    """Only what its writer newly wrote stays."""
    assert visible_text(f"{OWN}\n\n{below}") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Selon vous\n> le colis est parti.\nJe ne l'ai pas.",
        "Quoting your terms:\n> Goods may be returned.\nSo why not?",
        "Our colleague omar@x.example wrote\n\nthat it is lost.",
        "| From: | Cairo |\n| To: | Luxor |\n| Date: | 5 March |\n\nPlease send it so.",
        "It says:\n>>> import order\nfails on 3/5/2024 at 9:12 AM",
    ],
)
def test_what_people_write_in_such_words_is_theirs(text: str):
    """None of their lines is folded."""
    own = [line for line in text.split("\n") if not line.startswith(">")]
    assert [line for line in own if line not in visible_text(text).split("\n")] == []
