"""What mail programs write around quoted text, in the languages they speak; data only.

Words are compared after case folding, so they stand here in lower case.
"""

from typing import Final

WROTE: Final = (
    "wrote", "writes", "a écrit", "schrieb", "geschrieben", "escribió", "va escriure", "escribiu", "ha scritto",
    "scritto", "escreveu", "schreef", "geschreven", "napisał", "pisze", "написал", "пишет", "писал", "написав",
    "пише", "написа", "skrev", "kirjoitti", "napsal", "napísal", "írta", "a scris", "yazdı", "έγραψε",
    "je napisao", "je napisala", "je napisal", "rašė", "rakstīja", "kirjutas", "כתב", "כתבה", "كتب", "كتبت",
    "بكتابة", "نوشت", "لکھا", "ने लिखा", "写道", "寫道", "書きました", "のメッセージ", "のメール", "님이 작성",
    "작성했습니다", "썼습니다", "đã viết", "viết", "เขียนว่า", "menulis",
)  # fmt: skip
"""Verbs of an attribution line ("On … Sara wrote:")."""

ORIGINAL_MESSAGE: Final = (
    "original message", "original appointment", "forwarded message", "forwarded by", "reply message",
    "ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "message d'origine",
    "message d’origine", "message original", "message transféré", "mensaje original", "mensaje reenviado",
    "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada",
    "oorspronkelijk bericht", "doorgestuurd bericht", "wiadomość oryginalna", "oryginalna wiadomość",
    "wiadomość przekazana", "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение",
    "оригінальне повідомлення", "ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande",
    "oprindelig meddelelse", "videresendt meddelelse", "opprinnelig melding", "videresendt melding",
    "alkuperäinen viesti", "välitetty viesti", "původní zpráva", "přeposlaná zpráva", "pôvodná správa",
    "eredeti üzenet", "továbbított üzenet", "mesaj original", "mesaj redirecționat", "orijinal mesaj",
    "özgün ileti", "iletilen mesaj", "αρχικό μήνυμα", "προωθημένο μήνυμα", "الرسالة الأصلية", "رسالة أصلية",
    "الرسالة الاصلية", "رسالة معاد توجيهها", "ההודעה המקורית", "הודעה מקורית", "הודעה שהועברה",
    "پیام اصلی", "پیام هدایت‌شده", "原始邮件", "原始郵件", "转发的邮件", "轉寄郵件", "元のメッセージ", "転送メッセージ",
    "원본 메시지", "전달된 메시지", "thư gốc", "thư được chuyển tiếp", "pesan asli", "pesan terusan",
)  # fmt: skip
"""Between dashes, before a message copied whole."""

FORWARDED: Final = (
    "begin forwarded message", "début du message réexpédié", "début du message transféré",
    "anfang der weitergeleiteten nachricht", "inicio del mensaje reenviado", "inizio messaggio inoltrato",
    "início da mensagem encaminhada", "begin doorgestuurd bericht", "начало переадресованного сообщения",
    "vidarebefordrat brev", "videresendt besked", "بداية الرسالة المعاد توجيهها", "بداية الرسالة المحولة",
)  # fmt: skip
"""Alone on a line with a colon, before a forwarded message."""

FROM: Final = (
    "from", "de", "von", "da", "van", "od", "от", "від", "från", "fra", "lähettäjä", "feladó", "de la", "kimden",
    "gönderen", "από", "من", "المرسل", "מאת", "از", "فرستنده", "发件人", "寄件者", "寄件人", "差出人", "送信者",
    "보낸 사람", "보낸사람", "từ", "จาก", "dari",
)  # fmt: skip
DATE: Final = (
    "sent", "date", "envoyé", "gesendet", "datum", "inviato", "data", "enviado", "enviado el", "enviada em",
    "enviado em", "fecha", "verzonden", "wysłano", "wysłane", "отправлено", "дата", "надіслано", "skickat",
    "sendt", "dato", "lähetetty", "päivämäärä", "elküldve", "küldve", "dátum", "odoslané", "odesláno", "trimis",
    "gönderildi", "gönderme tarihi", "tarih", "στάλθηκε", "ημερομηνία", "تاريخ الإرسال", "تم الإرسال",
    "أُرسلت", "أرسلت", "التاريخ", "تاريخ", "נשלח", "תאריך", "تاریخ", "ارسال شده", "发送时间", "发送日期", "寄件日期",
    "日期", "送信日時", "日付", "보낸 날짜", "날짜", "đã gửi", "ngày", "วันที่", "dikirim", "tanggal",
)  # fmt: skip
TO: Final = (
    "to", "à", "an", "a", "para", "aan", "do", "komu", "кому", "till", "til", "vastaanottaja", "címzett", "către",
    "kime", "alıcı", "προς", "إلى", "المستلم", "אל", "به", "گیرنده", "收件人", "收件者", "宛先", "받는 사람", "받는사람",
    "đến", "ถึง", "kepada", "cc", "bcc", "kopie", "copie", "копия", "نسخة", "抄送", "副本", "reply-to",
)  # fmt: skip
SUBJECT: Final = (
    "subject", "objet", "betreff", "oggetto", "asunto", "assunto", "onderwerp", "temat", "тема", "ämne", "emne",
    "aihe", "tárgy", "subiect", "konu", "θέμα", "الموضوع", "נושא", "موضوع", "主题", "主旨", "件名", "题名",
    "제목", "chủ đề", "předmět", "predmet", "เรื่อง", "subjek", "perihal",
)  # fmt: skip

SENT_FROM: Final = (
    "sent from my", "sent from outlook", "sent from mail", "sent from yahoo", "sent from samsung", "sent with",
    "sent via", "get outlook for", "envoyé de mon", "envoyé depuis", "von meinem", "gesendet mit",
    "diese nachricht wurde von mein", "enviado desde mi", "enviado do meu", "inviato da", "inviato dal mio",
    "verstuurd vanaf mijn", "verzonden vanaf mijn", "wysłane z", "отправлено с", "надіслано з", "skickat från min",
    "sendt fra min", "lähetetty", "odesláno z", "odoslané z", "trimis de pe", "iphone'umdan gönderildi",
    "στάλθηκε από", "أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "נשלח מה", "ارسال شده از", "发自我的",
    "從我的", "iphoneから送信", "나의 iphone에서", "được gửi từ", "dikirim dari",
)  # fmt: skip
"""How a line begins that a mail program adds by itself."""
