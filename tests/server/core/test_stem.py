"""Which forms of a word find each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.stem import stems, words


def stem(word: str) -> str:
    (folded,) = words(word)
    return stems([folded])[0]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("طلب", "الطلب طلبي طلبك طلبها طلبات طلباتي الطلبات للطلب بالطلب والطلب وطلبي طلبنا طلبكم طلبت"),
        ("فاتورة", "الفاتورة فاتورتي فاتورتك بالفاتورة للفاتورة والفاتورة فاتورتنا"),
        ("حساب", "الحساب حسابي حسابك حساباتي لحسابي بحسابي للحساب والحساب حسابها حسابهم"),
        ("بطاقة", "البطاقة بطاقتي بطاقات بالبطاقة بطاقتك للبطاقة"),
        ("شركة", "الشركة شركتكم شركتنا شركات للشركة بالشركة والشركات"),
        ("مشكلة", "المشكلة مشكلتي مشكلات بالمشكلة والمشكلة"),
        ("دفع", "الدفع دفعت دفعنا بالدفع للدفع دفعات"),
        ("اشتراك", "الاشتراك اشتراكي اشتراكات باشتراكي والاشتراك للاشتراك"),
        ("رسالة", "الرسالة رسالتي رسالتكم برسالتي"),
        ("وصل", "وصلت وصلني وصلتني وصلنا"),
        ("مستقل", "المستقل مستقلين المستقلين مستقلون"),
        ("بريد", "البريد بريدي ببريدي بريدك"),
        ("refund", "refunds refunded refunding"),
        ("delivery", "deliveries"),
        ("customer", "customers Customers"),
    ],
)
def test_forms_of_a_word_find_each_other(word: str, forms: str) -> None:
    """Article, clitics, pronouns, plurals by ending and spelling variants do not hide a word."""
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), stem(word))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("كتاب", "كتب"),
        ("علم", "عالم"),
        ("بطاقة", "طاقة"),
        ("لوحة", "وحدة"),
        ("شكرا", "شكوى"),
        ("news", "new"),
    ],
)
def test_words_that_look_alike_stay_apart(word: str, other: str) -> None:
    """A stem that is too short finds everything and thereby nothing."""
    assert stem(word) != stem(other)


@pytest.mark.parametrize("word", ["a1b2c3", "1234", "و", "x" * 40, "東京", "привет"])
def test_what_has_no_known_stem_is_its_own(word: str) -> None:
    """Numbers, codes, noise and other scripts are found as they are written."""
    assert stem(word) == word


@given(st.text())
def test_every_word_has_one_stem(text: str) -> None:
    """Stems stand in the order of their words, none empty, none with a blank that would cut it in two."""
    folded = words(text)
    found = stems(folded)
    assert len(found) == len(folded)
    assert all(each and not each.isspace() for each in found)
