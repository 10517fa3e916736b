"""What mail programs write around quoted text, in the languages they speak; data only.

Words are compared after case folding, so they stand here in lower case (and without the dot above that folding makes of a Turkish İ).
"""

from typing import Final

WROTE: Final = (
    "wrote", "writes", "a écrit", "schrieb", "geschrieben", "escribió", "va escriure", "ha escrit", "escribiu", "ha scritto",
    "scritto", "escreveu", "schreef", "geschreven", "napisał", "napisała", "napisana przez", "pisze", "написал", "написала", "пишет", "писал",
    "написав", "написала", "пише", "написа", "написао", "skrev", "skrifaði", "kirjoitti", "napsal", "napsala", "napísal", "napísala",
    "írta", "a scris", "yazdı", "yazmış", "έγραψε", "napisao", "napisala", "rašė", "parašė", "rakstīja", "kirjutas", "shkroi", "yazıb",
    "aliandika", "idatzi du", "sinulat ni", "כתב", "כתבה", "كتب", "كتبت", "بكتابة", "تمت كتابة", "نوشت", "لکھا", "ने लिखा", "लिखा",
    "লিখেছেন", "எழுதியது", "đã viết", "viết", "menulis", "missatge de",
)  # fmt: skip
"""Verbs of an attribution line ("On … Sara wrote:"), in scripts that set words apart."""
WROTE_UNSPACED: Final = (
    "写道", "寫道", "写于", "書きました", "のメッセージ", "のメール", "님이 작성", " 작성", "작성했습니다", "썼습니다", "쓴 글", "เขียนว่า", "เขียน:", "เขียน :",
)  # fmt: skip

QUOTING: Final = (
    "quoting", "zitat von", "selon", "citando a", "citando", "citazione di", "citeren", "citat från", "citat fra", "citerar", "lainaus",
    "cytowanie", "цитирование", "цитирую", "citace", "idézet", "alıntılanan", "παράθεση", "اقتباس من", "ציטוט של", "نقل از", "引用",
)  # fmt: skip
"""How some programs begin the line instead, before the name."""

ORIGINAL_MESSAGE: Final = (
    "original message", "original appointment", "original email", "original e-mail", "forwarded message", "forwarded by", "reply message",
    "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "originale nachricht", "weitergeleitete nachricht",
    "ursprüngliche mail", "original nachricht", "message d'origine", "message d’origine", "message original", "message transféré",
    "message initial", "mail original", "mail d'origine", "e-mail d'origine", "mensaje original", "mensaje reenviado", "correo original",
    "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada", "mensagem reencaminhada",
    "oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht", "wiadomość oryginalna", "oryginalna wiadomość",
    "wiadomość przekazana", "treść oryginalnej wiadomości", "исходное сообщение", "исходное письмо", "пересылаемое сообщение",
    "пересланное сообщение", "конец пересылаемого сообщения", "оригінальне повідомлення", "переслане повідомлення", "оригинално съобщение",
    "препратено съобщение", "ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande", "oprindelig meddelelse",
    "oprindelig besked", "original besked", "videresendt meddelelse", "videresendt besked", "opprinnelig melding", "videresendt melding",
    "alkuperäinen viesti", "välitetty viesti", "původní zpráva", "původní e-mail", "přeposlaná zpráva", "pôvodná správa",
    "pôvodný e-mail", "preposlaná správa", "eredeti üzenet", "eredeti levél", "továbbított üzenet", "mesaj original", "mesajul original",
    "mesaj redirecționat", "orijinal mesaj", "orijinal ileti", "özgün ileti", "asıl ileti", "iletilen mesaj", "yönlendirilen mesaj",
    "αρχικό μήνυμα", "προωθημένο μήνυμα", "izvorna poruka", "originalna poruka", "proslijeđena poruka", "izvirno sporočilo",
    "posredovano sporočilo", "algkiri", "algne kiri", "originalus laiškas", "sākotnējais ziņojums", "missatge original", "الرسالة الأصلية",
    "رسالة أصلية", "الرسالة الاصلية", "رسالة معاد توجيهها", "رسالة مُعاد توجيهها", "الرسالة المعاد توجيهها", "ההודעה המקורית", "הודעה מקורית",
    "הודעה שהועברה", "پیام اصلی", "پیام هدایت‌شده", "پیام هدایت شده", "اصل پیغام", "मूल संदेश", "原始邮件", "原始郵件", "原邮件", "转发的邮件",
    "转发邮件", "轉寄郵件", "元のメッセージ", "転送メッセージ", "転送されたメッセージ", "원본 메시지", "원본 메일", "원본메일", "전달된 메시지", "ข้อความต้นฉบับ",
    "thư gốc", "tin nhắn gốc", "thư được chuyển tiếp", "pesan asli", "pesan terusan", "mesej asal",
)  # fmt: skip
"""Between dashes, before a message copied whole."""

FORWARDED: Final = (
    "begin forwarded message", "début du message réexpédié", "début du message transféré",
    "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "inicio del mensaje reenviado",
    "inizio messaggio inoltrato", "início da mensagem encaminhada", "início da mensagem reencaminhada", "begin doorgestuurd bericht",
    "начало переадресованного сообщения", "начало пересылаемого сообщения", "початок листа, що пересилається", "vidarebefordrat brev",
    "vidarebefordrat mejl", "videresendt besked", "start på videresendt besked", "videresendt melding", "välitetty viesti alkaa",
    "początek przekazywanej wiadomości", "začátek přeposílané zprávy", "začiatok preposlanej správy", "továbbított levél kezdete",
    "începutul mesajului redirecționat", "iletilen mesajın başlangıcı", "yönlendirilen mesajın başlangıcı", "αρχή προωθημένου μηνύματος",
    "inici del missatge reenviat", "بداية الرسالة المعاد توجيهها", "بداية الرسالة المُعاد توجيهها", "بدء الرسالة المعاد توجيهها",
    "بداية الرسالة المحولة", "תחילת ההודעה שהועברה", "آغاز پیام هدایت‌شده", "开始转发邮件", "以下是转发的邮件", "開始轉寄郵件", "以下是轉寄的郵件",
    "転送されたメッセージ", "전달된 메시지", "전달된 메시지 시작", "bắt đầu thư được chuyển tiếp", "mulai pesan terusan", "เริ่มข้อความที่ส่งต่อ",
)  # fmt: skip
"""Alone on a line with a colon, before a forwarded message."""

ABOVE_THIS_LINE: Final = (
    "reply above this line", "please type your reply above this line", "please reply above this line", "type your reply above this line",
    "please write above this line", "write your reply above this line", "please do not write below this line", "do not write below this line",
    "bitte antworten sie oberhalb dieser linie", "bitte geben sie ihre antwort oberhalb dieser zeile ein", "antwort oberhalb dieser linie",
    "bitte antworten sie über dieser linie", "répondez au-dessus de cette ligne", "veuillez répondre au-dessus de cette ligne",
    "merci de répondre au-dessus de cette ligne", "veuillez saisir une réponse au-dessus de cette ligne",
    "responda por encima de esta línea", "por favor, escriba su respuesta por encima de esta línea", "escriba su respuesta sobre esta línea",
    "rispondi sopra questa riga", "digita la risposta sopra questa riga", "responda acima desta linha",
    "por favor, digite sua resposta acima desta linha", "antwoord boven deze lijn", "typ uw antwoord boven deze lijn",
    "proszę wpisać odpowiedź powyżej tej linii", "пожалуйста, введите ответ выше этой строки", "svara ovanför denna linje",
    "lütfen yanıtınızı bu satırın üzerine yazın", "يرجى كتابة ردك فوق هذا السطر", "يرجى الرد فوق هذا السطر", "اكتب ردك فوق هذا السطر",
    "اكتب ردك أعلى هذا السطر", "الرد فوق هذا السطر", "يرجى كتابة الرد أعلى هذا السطر", "この行より上に返信を入力してください", "この線の上に返信",
    "请在此行上方回复", "请在此线上方回复", "이 줄 위에 답장을 입력하세요",
)  # fmt: skip
"""What a ticket system writes where the answers to it are to end."""

FROM: Final = (
    "from", "de", "von", "da", "van", "od", "от", "від", "от кого", "od kogo", "från", "fra", "frá", "lähettäjä", "feladó", "de la",
    "expéditeur", "absender", "mittente", "remitente", "remetente", "afzender", "nadawca", "kimden", "gönderen", "από", "šalje", "saatja",
    "nuo", "no", "nork", "nga", "kimdən", "од", "من", "المرسل", "מאת", "از", "فرستنده", "منجانب", "से", "প্রেরক", "发件人", "發件人",
    "寄件者", "寄件人", "差出人", "送信者", "送信元", "보낸 사람", "보낸사람", "보낸이", "từ", "người gửi", "จาก", "dari", "daripada",
)  # fmt: skip
SENT: Final = (
    "sent", "received", "envoyé", "envoyé le", "gesendet", "gesendet am", "inviato", "enviado", "enviado el", "enviado a", "enviada",
    "enviada em", "enviado em", "enviadas", "enviados", "verzonden", "wysłano", "wysłane", "data wysłania", "отправлено", "дата отправления",
    "надіслано", "изпратено", "послато", "skickat", "sendt", "sent", "lähetetty", "elküldve", "küldve", "odoslané", "odesláno", "trimis",
    "gönderildi", "gönderme tarihi", "gönderilme tarihi", "göndərildi", "στάλθηκε", "αποστολή", "εστάλη", "poslano", "poslato", "saadetud",
    "išsiųsta", "nosūtīts", "enviat el", "enviat", "bidalia", "dërguar", "تاريخ الإرسال", "تم الإرسال", "تم الارسال", "أُرسلت", "أرسلت",
    "وقت الإرسال", "נשלח", "ارسال شده", "ارسال", "بھیجا گیا", "भेजा गया", "发送时间", "發送時間", "发送日期", "發送日期", "寄件日期", "送信日時", "送信日",
    "보낸 날짜", "보낸날짜", "보낸 시간", "đã gửi", "ngày gửi", "ส่ง", "ส่งเมื่อ", "dikirim", "dihantar", "sent at", "date sent",
)  # fmt: skip
DATE: Final = (
    "date", "datum", "data", "fecha", "дата", "dato", "dags", "päivämäärä", "päiväys", "dátum", "tarih", "ημερομηνία", "kuupäev", "datums",
    "التاريخ", "تاريخ", "תאריך", "تاریخ", "दिनांक", "তারিখ", "日期", "时间", "日付", "日時", "날짜", "ngày", "วันที่", "tanggal", "tarikh",
)  # fmt: skip
TO: Final = (
    "to", "à", "an", "a", "para", "pour", "aan", "do", "komu", "кому", "до", "till", "til", "vastaanottaja", "címzett", "către", "kime",
    "alıcı", "προς", "prima", "za", "adressaat", "kam", "per a", "nori", "për", "kimə", "destinataire", "destinatario", "destinatário",
    "empfänger", "إلى", "الى", "المستلم", "المرسل إليه", "אל", "ל", "به", "گیرنده", "को", "প্রাপক", "收件人", "收件者", "宛先", "받는 사람",
    "받는사람", "받는이", "đến", "tới", "người nhận", "ถึง", "kepada", "cc", "bcc", "kopie", "kopie an", "copie", "copie à", "cc à", "копия",
    "копія", "копие", "kopia", "kopi", "kopio", "másolat", "bilgi", "κοιν.", "kópia", "dw", "نسخة", "نسخة إلى", "عناية", "抄送", "副本",
    "참조", "สำเนา", "đồng gửi", "reply-to", "reply to", "antwort an", "répondre à", "responder a", "rispondi a",
)  # fmt: skip
SUBJECT: Final = (
    "subject", "objet", "sujet", "betreff", "oggetto", "asunto", "assunto", "onderwerp", "temat", "тема", "относно", "ämne", "emne", "efni",
    "aihe", "tárgy", "subiect", "konu", "mövzu", "θέμα", "predmet", "zadeva", "teema", "tema", "tēma", "assumpte", "gaia", "subjekti",
    "الموضوع", "موضوع", "נושא", "הנדון", "विषय", "বিষয়", "主题", "主題", "主旨", "标题", "件名", "题名", "제목", "chủ đề", "tiêu đề", "předmět",
    "เรื่อง", "หัวเรื่อง", "subjek", "perihal",
)  # fmt: skip
FORM_FIELDS: Final = (
    "message", "your message", "name", "your name", "full name", "first name", "last name", "email", "e-mail", "email address",
    "your email", "phone", "phone number", "telephone", "mobile", "company", "comment", "comments", "question", "order number", "nachricht",
    "ihre nachricht", "telefon", "telefonnummer", "firma", "vorname", "nachname", "e-mail-adresse", "kommentar", "frage", "nom", "prénom",
    "téléphone", "société", "commentaire", "nombre", "correo", "correo electrónico", "teléfono", "empresa", "mensaje", "comentario",
    "nome", "cognome", "telefono", "messaggio", "telefone", "mensagem", "naam", "telefoon", "bericht", "имя", "телефон", "сообщение",
    "почта", "ad", "mesaj", "الاسم", "البريد الإلكتروني", "البريد الالكتروني", "البريد", "الهاتف", "رقم الهاتف", "الجوال", "رقم الجوال",
    "الرسالة", "رسالتك", "الشركة", "رقم الطلب", "姓名", "电话", "邮箱", "留言", "氏名", "お名前", "電話番号", "お問い合わせ内容", "이름", "전화번호", "문의내용",
)  # fmt: skip
"""Labels of what somebody fills into a form on a page: no mail program writes them above a message it copies."""

ANSWERED_WITHIN: Final = (
    "see below", "inline", "answers below", "answered below", "replies below", "comments below", "responses below", "in-line",
    "below in red", "answers in", "answered in", "comments in", "replies in", "mail below", "email below", "e-mail below", "message below",
    "siehe unten", "s. u.", "s.u.", "antworten unten", "unten in", "antworten in", "antworten im text", "untenstehend", "voir ci-dessous",
    "ci-dessous", "réponses en", "réponses dans le texte", "ver abajo", "más abajo", "respuestas en", "vedi sotto", "qui sotto", "risposte in",
    "veja abaixo", "abaixo", "respostas em", "zie hieronder", "hieronder", "antwoorden in", "poniżej", "odpowiedzi na czerwono", "см. ниже",
    "ответы ниже", "ответы красным", "se nedan", "svar nedan", "aşağıda", "cevaplarım kırmızı", "أدناه", "ادناه", "في الأسفل", "بالأسفل",
    "الإجابات باللون", "الاجابات باللون", "الردود باللون", "ردودي باللون", "أجبت باللون", "ضمن الرسالة", "داخل النص", "להלן", "למטה", "پاسخ‌ها در زیر",
    "در زیر", "见下", "回复如下", "用红色回复", "下記に回答", "以下に回答", "赤字で", "아래에 답", "trả lời dưới đây", "jawaban di bawah",
)  # fmt: skip
"""How somebody says that the answers, or what is meant, stand within the copied message."""

SOMEBODY: Final = (
    "you", "your", "yours", "we", "my", "i", "sie", "ihr", "ihre", "ihrer", "ihren", "du", "dein", "deine", "mein", "meine", "wir", "vous", "votre", "vos",
    "mon", "ma", "notre", "usted", "ustedes", "su", "sus", "mi", "tu", "lei", "vostro", "vostra", "você", "vocês", "seu", "sua", "uw",
    "jullie", "państwa", "pan", "pani", "вы", "ваш", "ваша", "вами", "мне", "siz", "sizin", "زميلكم", "زميلك", "زميلتكم", "موظفكم", "أنتم", "حضرتكم",
    "سيادتكم", "لي", "إلي", "您", "你", "貴社", "御社",
)  # fmt: skip
"""Whom no mail program speaks of: a line with one of these is somebody's own sentence."""

SENT_FROM: Final = (
    "sent from my", "sent from outlook", "sent from mail", "sent from yahoo", "sent from samsung", "sent from proton", "sent with",
    "sent via", "sent using", "get outlook for", "envoyé de mon", "envoyé depuis", "envoyé à partir de", "télécharger outlook pour",
    "obtenez outlook pour", "von meinem", "gesendet mit", "gesendet von", "holen sie sich outlook", "outlook für ios beziehen",
    "outlook für android beziehen", "diese nachricht wurde von mein", "enviado desde", "obtener outlook para", "obtenga outlook para",
    "enviado do meu", "enviado a partir do", "obter o outlook para", "obtenha o outlook para", "inviato da", "inviato dal mio",
    "scarica outlook per", "ottieni outlook per", "verstuurd vanaf", "verzonden vanaf", "outlook voor", "wysłane z", "wysłano z",
    "pobierz outlook", "отправлено с", "отправлено из", "скачать outlook", "надіслано з", "skickat från", "hämta outlook", "sendt fra",
    "hent outlook", "lähetetty", "hanki outlook", "odesláno z", "odoslané z", "trimis de pe", "iphone'umdan gönderildi", "az iphone-omról küldve",
    "ipad'imden gönderildi", "samsung cihazımdan gönderildi", "android için outlook", "ios için outlook", "στάλθηκε από", "أرسلت من",
    "أُرسلت من", "تم الإرسال من", "مرسل من", "مُرسل من", "الحصول على outlook", "נשלח מה", "ارسال شده از", "发自我的", "来自我的", "从我的", "發自我的",
    "從我的", "获取 outlook", "取得 outlook", "iphoneから送信", "ipadから送信", "outlook for ios を入手", "나의 iphone에서", "내 iphone에서", "iphone에서 보냄",
    "được gửi từ", "tải outlook", "dikirim dari", "ส่งจาก",
)  # fmt: skip
"""How a line begins that a mail program adds by itself."""
