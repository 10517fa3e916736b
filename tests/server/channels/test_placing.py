"""Which conversation a mail belongs to, and that its thread tells why (E10–E19)."""

from base64 import b64encode
from pathlib import Path

import pytest

from server.channels.email.ids import make_message_id
from server.channels.email.markers import marker
from server.channels.email.plus_addresses import plus_address
from support_tui.wire import commands as c
from support_tui.wire.values import Folder
from tests.server.channels.mailing import a_raw_mail, ids, placed, taken_in, thread
from tests.server.served import ServedDesk, served_desk


def _secret(desk: ServedDesk) -> bytes:
    return desk.desk.mail.out._secret


async def test_an_answer_tells_by_which_of_our_identities_it_came(tmp_path: Path) -> None:
    """Our own Message-ID comes first, and is the evidence (E10)."""
    async with served_desk(tmp_path) as desk:
        first = await taken_in(desk, a_raw_mail("1"))
        other = await taken_in(desk, a_raw_mail("2", From="zaid@other.example", Subject="Invoice"))
        ours = make_message_id(_secret(desk), first["conversation_id"], 99, "desk.example")
        answer = await taken_in(desk, a_raw_mail("3", References=f"{ids('2')} <{ours}>"))
        assert answer["conversation_id"] == first["conversation_id"] != other["conversation_id"]
        assert await placed(desk, answer) == {"by": "own_id", "evidence": ours}


async def test_a_mail_that_answers_a_purged_conversation_begins_another(tmp_path: Path) -> None:
    """An identity of ours that leads nowhere any more loses no mail."""
    async with served_desk(tmp_path) as desk:
        ours = make_message_id(_secret(desk), 12_345, 99, "desk.example")
        answer = await taken_in(desk, a_raw_mail("3", In_Reply_To=f"<{ours}>"))
        assert (answer["conversation_id"], await placed(desk, answer)) == (1, {})


async def test_the_nearest_message_answered_tells_where_it_belongs(tmp_path: Path) -> None:
    """In-Reply-To, then References from the right; the one found is the evidence (E11)."""
    async with served_desk(tmp_path) as desk:
        first = await taken_in(desk, a_raw_mail("1"))
        second = await taken_in(desk, a_raw_mail("2", Subject="Invoice"))
        answer = await taken_in(desk, a_raw_mail("3", References=ids("1", "2", "unknown")))
        assert answer["conversation_id"] == second["conversation_id"] != first["conversation_id"]
        assert await placed(desk, answer) == {"by": "message_id", "evidence": "2@customer.example"}


async def test_messages_of_the_same_mailbox_come_first(tmp_path: Path) -> None:
    """What another mailbox holds counts where this one holds nothing, and where the mail has not gone to both (E11, E5)."""
    async with served_desk(tmp_path) as desk:
        first = await taken_in(desk, a_raw_mail("1"))
        strayed = await taken_in(
            desk, a_raw_mail("2", In_Reply_To=ids("1"), To="sales@desk.example"), "sales"
        )
        assert strayed["conversation_id"] == first["conversation_id"]
        both = a_raw_mail("3", In_Reply_To=ids("1"), To="sales@desk.example, support@desk.example")
        in_sales = await taken_in(desk, both, "sales")
        in_support = await taken_in(desk, both, "support")
        assert in_support["conversation_id"] == first["conversation_id"] != in_sales["conversation_id"]


@pytest.mark.parametrize("header", ["Delivered_To", "X_Original_To", "Envelope_To", "To", "Cc"])
async def test_an_address_of_a_conversation_carries_it(tmp_path: Path, header: str) -> None:
    """Wherever a mail server or a sender writes it; agents see the mailbox's own address (E12)."""
    async with served_desk(tmp_path) as desk:
        first = await taken_in(desk, a_raw_mail("1"))
        address = plus_address(_secret(desk), first["conversation_id"], "support@desk.example")
        answer = await taken_in(desk, a_raw_mail("2", Subject="Something else", **{header: address.upper()}))
        assert answer["conversation_id"] == first["conversation_id"]
        assert (await placed(desk, answer))["by"] == "plus_address"
        shown = (await thread(desk, 1))["messages"][-1]
        assert "+" not in str(shown["to"]) + str(shown.get("cc"))
        forged = address.replace("+1-", "+2-")
        await taken_in(desk, a_raw_mail("3", Subject="Other"))
        stranger = await taken_in(desk, a_raw_mail("4", Subject="Yet another", **{header: forged}))
        assert stranger["conversation_id"] not in (1, 2)


async def test_a_mark_in_the_quotation_carries_the_conversation(tmp_path: Path) -> None:
    """Quoted, wrapped into a line of its own, in whatever case (E13)."""
    async with served_desk(tmp_path) as desk:
        first = await taken_in(desk, a_raw_mail("1"))
        mark = marker(_secret(desk), first["conversation_id"])
        text = f"Thank you!\n\nOn Monday, Support wrote:\n> Hello\n> {mark.upper()}"
        answer = await taken_in(desk, a_raw_mail("2", text, Subject="Something else"))
        assert answer["conversation_id"] == first["conversation_id"]
        assert (await placed(desk, answer))["by"] == "marker"


async def test_a_number_in_the_subject_counts_from_whoever_takes_part(tmp_path: Path) -> None:
    """From others it is only what their conversation looks like (E14)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        own = await taken_in(desk, a_raw_mail("2", Subject="Re: Parcel again [#1]"))
        assert (own["conversation_id"], await placed(desk, own)) == (1, {"by": "subject", "evidence": "[#1]"})
        strange = await taken_in(desk, a_raw_mail("3", Subject="[#1] Parcel", From="zaid@other.example"))
        assert strange["conversation_id"] == 2
        looks = {"conversation_id": 1, "by": "subject", "evidence": "[#1]"}
        assert await placed(desk, strange) == {"looks_like": looks}


async def test_the_same_subject_is_only_a_suggestion(tmp_path: Path) -> None:
    """Neither subject and sender nor Outlook's index joins anything (E15)."""
    index, child = (b64encode(bytes(range(length))).decode() for length in (22, 27))
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1", Thread_Index=index))
        again = await taken_in(desk, a_raw_mail("2", Subject="AW: parcel"))
        assert again["conversation_id"] == 2
        looks = {"conversation_id": 1, "by": "same_subject", "evidence": "Parcel"}
        assert await placed(desk, again) == {"looks_like": looks}
        longer = await taken_in(
            desk, a_raw_mail("3", Subject="?", From="zaid@other.example", Thread_Index=child)
        )
        assert longer["conversation_id"] == 3
        assert (await placed(desk, longer))["looks_like"]["by"] == "thread_index"


async def test_a_stranger_with_a_valid_identity_is_marked(tmp_path: Path) -> None:
    """They stand in the thread, change no requester, and get no answers (E16)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        joined = await taken_in(desk, a_raw_mail("2", From="zaid@other.example", In_Reply_To=ids("1")))
        shown = await thread(desk, 1)
        assert joined["conversation_id"] == 1
        assert (shown["row"]["customer_name"], shown.get("cc", [])) == ("Carla", [])
        assert shown["messages"][-1]["reason"] == "new_participant"


async def test_whoever_is_copied_in_is_no_stranger(tmp_path: Path) -> None:
    """The requester has brought them along (E16)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1", Cc="zaid@other.example"))
        await taken_in(desk, a_raw_mail("2", From="Zaid@other.example", In_Reply_To=ids("1")))
        assert "reason" not in (await thread(desk, 1))["messages"][-1]


async def test_what_proves_to_be_one_is_joined(tmp_path: Path) -> None:
    """Two ends of an exchange become one when the mail between them comes late; the thread says so, and it can be taken back (E19)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        late = await taken_in(desk, a_raw_mail("3", From="zaid@other.example", In_Reply_To=ids("2")))
        assert late["conversation_id"] == 2
        between = await taken_in(desk, a_raw_mail("2", In_Reply_To=ids("1")))
        assert between["conversation_id"] == 1
        shown = await thread(desk, 2)
        assert shown["row"]["id"] == 1
        assert [message.get("origin_id") for message in shown["messages"]] == [None, 2, None]
        assert shown.get("cc", []) == [], "a stranger gets no answers by that"
        joined = next(entry for entry in shown["events"] if entry["event"]["type"] == "messages_came")
        assert joined["actor"]["kind"] == "system"
        assert (await desk.command(c.UndoRequest(joined["key"]), "Amal")).status == 200
        assert (await thread(desk, 2))["row"]["id"] == 2


@pytest.mark.parametrize(
    "gone", [c.MoveConversation(2, 2), c.SetFolder(2, Folder.SPAM), c.SetFolder(2, Folder.TRASH)]
)
async def test_what_was_carried_away_is_not_joined(tmp_path: Path, gone: c.Command) -> None:
    """One end of an exchange that stands in another mailbox by now, or as spam or in the trash, stays where it is (E19)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await taken_in(desk, a_raw_mail("3", From="zaid@other.example", In_Reply_To=ids("2")))
        assert (await desk.command(gone, "Ada")).status == 200
        await taken_in(desk, a_raw_mail("2", In_Reply_To=ids("1")))
        assert (await thread(desk, 2))["row"]["id"] == 2


async def test_the_same_late_mail_again_joins_once(tmp_path: Path) -> None:
    """A mail server that hands it in twice changes nothing (E4)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await taken_in(desk, a_raw_mail("3", In_Reply_To=ids("2"), Subject="Other"))
        for _ in range(2):
            await taken_in(desk, a_raw_mail("2", In_Reply_To=ids("1")))
        came = [e for e in (await thread(desk, 1))["events"] if e["event"]["type"] == "messages_came"]
        assert len(came) == 1


async def test_strangers_who_answer_one_circular_stay_apart(tmp_path: Path) -> None:
    """What they answer never came to us, and they do not know each other; that it looks alike is said (E19)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1", In_Reply_To="<news@desk.example>", From="a@gmail.com"))
        other = await taken_in(desk, a_raw_mail("2", In_Reply_To="<news@desk.example>", From="b@gmail.com"))
        assert (other["conversation_id"], (await placed(desk, other))["looks_like"]["by"]) == (2, "awaited")


async def test_our_own_address_as_what_is_answered_says_nothing(tmp_path: Path) -> None:
    """Old programs write there whom they answer."""
    async with served_desk(tmp_path) as desk:
        answered = "Message from Support <support@desk.example> of Monday"
        await taken_in(desk, a_raw_mail("1", In_Reply_To=answered))
        other = await taken_in(desk, a_raw_mail("2", In_Reply_To=answered, Subject="Other"))
        assert other["conversation_id"] == 2


async def test_spam_stays_spam_and_trash_comes_back(tmp_path: Path) -> None:
    """By a person's answer, never by a machine's (E17, E18)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await desk.do(c.SetFolder(1, Folder.TRASH))
        await taken_in(desk, a_raw_mail("2", In_Reply_To=ids("1"), Auto_Submitted="auto-replied"))
        assert (await thread(desk, 1))["row"]["folder"] == "trash"
        await taken_in(desk, a_raw_mail("3", In_Reply_To=ids("1")))
        assert (await thread(desk, 1))["row"].get("folder", "inbox") == "inbox"
        await desk.do(c.SetFolder(1, Folder.SPAM))
        await taken_in(desk, a_raw_mail("4", In_Reply_To=ids("1")))
        assert (await thread(desk, 1))["row"]["folder"] == "spam"
