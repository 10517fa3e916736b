"""What answering machines and mail systems write, in the languages they speak; data only.

Words are compared after case folding and without points above letters, so they stand here in lower case.
"""

from typing import Final

AUTOMATIC_REPLY: Final = (
    "automatic reply", "automated reply", "automatic response", "automated response", "automatic answer", "autoreply", "auto reply",
    "auto-reply", "auto generated", "auto-generated", "automatically generated", "autoresponse", "auto response", "auto-response", "automatische antwort", "autoantwort", "auto-antwort",
    "automatische abwesenheitsnotiz", "réponse automatique", "reponse automatique", "respuesta automática", "respuesta automatica",
    "risposta automatica", "resposta automática", "resposta automatica", "automatisch antwoord", "automatische reactie",
    "odpowiedź automatyczna", "automatyczna odpowiedź", "autoodpowiedź", "automatická odpověď", "automatická odpoveď", "automatikus válasz",
    "răspuns automat", "autosvar", "automatiskt svar", "automatisk svar", "automaattinen vastaus", "automaattivastaus", "otomatik yanıt",
    "otomatik cevap", "αυτόματη απάντηση", "автоматический ответ", "автоответ", "автоматична відповідь", "автовідповідь",
    "автоматичен отговор", "автоматски одговор", "automatski odgovor", "samodejni odgovor", "automatinis atsakymas",
    "automātiska atbilde", "automātiskā atbilde", "automaatvastus", "resposta automàtica", "erantzun automatikoa", "رد تلقائي",
    "الرد التلقائي", "الرد الآلي", "الرد الالي", "رد آلي", "رد الي", "תשובה אוטומטית", "מענה אוטומטי", "پاسخ خودکار", "خودکار جواب", "स्वचालित उत्तर",
    "自動返信", "自動応答", "자동 회신", "자동 응답", "자동응답", "자동회신", "부재중 자동응답", "自动答复", "自动回复", "自動回覆", "自動回复", "trả lời tự động",
    "ตอบกลับอัตโนมัติ", "balasan otomatis", "balasan automatik",
)  # fmt: skip
"""How machines begin the subject of an answer, before a colon or between brackets."""

AWAY: Final = (
    "out of office", "out of the office", "out-of-office", "ooo", "auto", "vacation", "on vacation", "vacation reply", "away",
    "abwesenheit", "abwesenheitsnotiz", "abwesenheitsmeldung", "abwesenheitsassistent", "abwesend", "nicht im büro", "urlaub",
    "absence du bureau", "absence", "message d'absence", "message d’absence", "absent du bureau", "absent", "fuera de la oficina",
    "fuera de oficina", "ausencia", "ausente", "fuori ufficio", "assenza", "assente", "fora do escritório", "ausência", "ausência temporária",
    "afwezig", "afwezigheid", "afwezigheidsbericht", "afwezigheidsassistent", "niet aanwezig", "poza biurem", "nieobecność",
    "nieobecność w biurze", "mimo kancelář", "mimo kanceláriu", "nepřítomnost", "neprítomnosť", "házon kívül", "távollét", "în afara biroului",
    "frånvaro", "frånvarande", "ikke til stede", "fraværende", "fravær", "poissa", "poissaolo", "poissa toimistosta", "ofis dışında",
    "ofis dışı", "εκτός γραφείου", "απουσία", "вне офиса", "отсутствие", "нет на месте", "поза офісом", "извън офиса", "izvan ureda",
    "خارج المكتب", "إجازة", "اجازة", "غير متواجد", "מחוץ למשרד", "היעדרות", "خارج از دفتر", "不在", "不在通知", "不在のお知らせ", "休暇のお知らせ", "부재중", "부재 중", "外出", "休假", "不在办公室",
    "vắng mặt", "ไม่อยู่ที่สำนักงาน", "di luar kantor", "sedang cuti",
)  # fmt: skip
"""How the subject of such an answer may begin too; people write of these as well, so that the text has to say it as machines do."""

IS_AWAY: Final = (
    r"(?:i am|i'm|i’m|i will be|i'll be|we are|is|currently|be)\s+(?:\w+\s+){0,3}(?:out of (?:the )?office|away|on (?:\w+ )?(?:leave|vacation|holiday))",
    r"out of (?:the )?office (?:from|until|till|through|and|with)", r"(?:will|shall) (?:be back|return)", r"\bback (?:on|in|at|from)\b", r"(?:limited|no) access to (?:my )?(?:e-?mail|mail)",
    r"\baway (?:until|till|from)\b", r"thank you for your (?:e-?mail|message).{0,80}\b(?:away|out of|received)", r"nicht im (?:büro|haus|hause)",
    r"\babwesend\b", r"\b(?:im|in) urlaub\b", r"nicht erreichbar", r"wieder (?:im büro|erreichbar|da)\b", r"\babsent", r"en congés?\b",
    r"de retour (?:le|au)", r"fuera de la oficina", r"\bausente", r"de vacaciones", r"de vuelta el", r"fuori ufficio", r"\bassente\b",
    r"in ferie\b", r"fora do escritório", r"de férias", r"\bafwezig\b", r"op vakantie", r"poza biurem", r"na urlopie", r"nieobecn",
    r"mimo kancelář", r"mimo kancelári", r"na dovolen", r"szabadságon", r"házon kívül", r"în concediu", r"\bplecat", r"på semester",
    r"på ferie", r"\blomalla\b", r"\bpoissa\b", r"ofis dışında", r"\bizinde", r"tatilde", r"εκτός γραφείου", r"\bαπουσιάζω", r"в отпуске",
    r"нет в офисе", r"вне офиса", r"у відпустці", r"в отпуск съм", r"na odmoru", r"na dopustu", r"atostog", r"atvaļinājum", r"puhkuse",
    r"خارج المكتب", r"في إجازة", r"في اجازة", r"سأعود", r"غير متواجد", r"בחופשה", r"מחוץ למשרד", r"در مرخصی", r"छुट्टी पर", r"不在(?:です|に|とな|しており)",
    r"休暇", r"휴가", r"부재", r"休假", r"不在办公", r"不在辦公", r"nghỉ phép", r"vắng mặt", r"ลาพัก", r"sedang cuti", r"di luar kantor",
)  # fmt: skip
"""Patterns of what such an answer says."""

WAS_READ: Final = (
    "read", "not read", "gelesen", "nicht gelesen", "ungelesen", "lu", "non lu", "leído", "no leído", "letto", "non letto", "lida", "lido", "gelezen", "przeczytano",
    "przeczytane", "прочитано", "прочтено", "läst", "læst", "lest", "luettu", "přečteno", "okundu", "تمت القراءة", "قُرئت", "נקרא", "開封済み",
    "읽음", "已读", "已讀", "return receipt", "lesebestätigung", "empfangsbestätigung", "accusé de lecture", "confirmación de lectura",
    "conferma di lettura", "confirmação de leitura", "إشعار بالقراءة",
)  # fmt: skip
READ_ON: Final = (
    r"was (?:read|displayed|deleted without being read) on", r"wurde (?:am .{4,60} )?gelesen", r"a été lu", r"(?:fue|ha sido) leído", r"è stato letto",
    r"foi lid[ao]", r"is gelezen", r"została? przeczytan", r"было прочитано", r"lästes", r"blev læst", r"ble lest", r"تمت قراءة", r"was displayed",
    r"this is a (?:return )?receipt for",
)  # fmt: skip
"""Subject and words by which mail programs tell that a mail was opened."""
SAYS_AUTOMATIC: Final = (
    r"this is an auto(?:mated|matic|-?generated)? ?(?:response|reply|message|answer|e-?mail)", r"this is the only notification you will receive",
    r"this (?:message|e-?mail|reply) (?:was|is|has been) (?:sent |generated )?automatic", r"(?:automatisch (?:generierte|erzeugte|erstellte)|dies ist eine automatische) ",
    r"(?:message|réponse|courriel) (?:généré|envoyé)e? automatique", r"ceci est une? (?:réponse|message) automatique", r"(?:esta|este) es una? (?:respuesta|mensaje) automátic",
    r"quest[oa] è una? (?:risposta|messaggio) automatic", r"est[ae] é uma (?:resposta|mensagem) automátic", r"dit is een automatisch", r"(?:to jest|wiadomość) automatyczn",
    r"это (?:автоматический ответ|автоответ)", r"bu (?:bir )?otomatik (?:bir )?(?:yanıt|cevap|mesaj)", r"ه?ذ[ها] رد (?:تلقائي|آلي)", r"זוהי (?:תשובה|הודעה) אוטומטית",
    r"این (?:یک )?پاسخ خودکار", r"自動(?:返信|応答|送信)", r"这是(?:一封)?自动", r"자동 ?(?:회신|응답|발송)",
)  # fmt: skip
"""How a machine says in the text that it is one, beside the words that somebody is away."""
