"""What mail systems say of mail that they could not deliver, in the languages they speak; data only."""

import re
from typing import Final

SYSTEM_ADDRESS: Final = re.compile(
    r"mailer-?daemon|post[-_]?master|mail-?daemon|mdaemon|daemon|(?:double-)?bounces?(?:[-+_=.].*)?|mailer|mail-?delivery.*|mmdf|exim|uucp|"
    r"microsoftexchange[0-9a-f]{8,}|mail-?admin(?:istrator)?|mailsystem|mail-?server|smtp(?:-?(?:server|gateway|daemon))?|mta|mx|dsn|ndr",
    re.IGNORECASE,
)
"""The part before the `@` of those that mail systems write from."""
SYSTEM_NAME: Final = re.compile(
    r"mailer[- ]?daemon|\bpost ?master\b|mail ?delivery|mail administrator|delivery (?:sub)?system|\bmail(?:er)? system|\bsystem administrator\b|"
    r"\bmail ?server\b|smtp (?:gateway|server|mail service)|anti-?virus (?:for|gateway)|\bmmdf\b|internet mail|\bexim\b|subsistema de|mail router|message router|returned mail",
    re.IGNORECASE,
)
DAEMON: Final = re.compile(r"(?:mailer-?|mail-?|m)daemon@", re.IGNORECASE)
"""No person writes from these."""
MAY_BE_SYSTEM: Final = re.compile(
    r"\bno-?reply|\bsmtp|\bmta\b|-(?:admin|owner)@|post[-_]?master|daemon|bounce|\b(?:imss|interscan|mail-?(?:marshal|sweeper|guard|gateway))\b|"
    r"anti-?virus",
    re.IGNORECASE,
)
"""Systems are called so, and others too: their words need a code or the returned mail with them."""
SUBJECTS: Final = re.compile(
    r"undeliver|failed mail|mail failed|delivery (?:status|fail|problem|report|error|notification|has been delayed|incomplete)|failure (?:notice|delivery)|"
    r"returned mail|return(?:ed|ing) (?:to sender|message)|mail (?:could not be|delivery|failure|system error|error)|"
    r"message (?:could not be|not) delivered|delivery failure|failed delivery|not delivered|unzustellbar|"
    r"nicht zustellbar|zustell|non remis|non distribu|échec|devuelto|non recapit|mancat[ao] (?:recapito|consegna)|no (?:se pudo )?entreg|notice of|"
    r"falha n[ao] (?:entrega|envio)|não (?:foi )?entreg|onbestelbaar|niet bezorgd|niedostarczon|nie dostarczono|nedoručiteln|nedoruči|kézbesíthetetlen|"
    r"kunde inte leverer|olevererbar|kan ikke levere|teslim edilemedi|iletilemedi|δεν παραδόθηκε|"
    r"\bNDN\b|loop alert|rejected mail|mail user unknown|user unknown|address unknown|warning: (?:could not send|message)|bounced|"
    r"не доставлен|недоставлен|配信|送信できません|传输失败|传送失败|傳送失敗|发送失败|エラー|退信|退件|無法傳遞|无法投递|投递失败|발송실패|전송되지 못|배달되지 않|반송|"
    r"تعذر|لم يتم تسليم|فشل|לא ניתן למסור|לא נמסר|không gửi được|tidak terkirim|ไม่สามารถส่ง",
    re.IGNORECASE,
)
BODY: Final = re.compile(
    r"(?:could not|couldn't|couldn’t|cannot|can't|was not able to|wasn't able to|unable to) (?:be )?(?:deliver|reach|send|sent|route)|"
    r"(?:did not|didn't) reach (?:the following recipient|some or all)|wasn't delivered|was not delivered to|not yet been delivered|"
    r"undeliverable|undelivered|permanent(?: fatal)? error|user (?:is )?unknown|unknown user|no such (?:user|recipient|mailbox|address)|"
    r"mailbox (?:is )?(?:full|unavailable|not found)|(?:over|exceed\w*) (?:\w+ ){0,5}quota|recipient (?:address )?rejected|"
    r"delivery (?:to the following|has failed|failed|attempt)|address(?:es)? (?:had|failed|not found|unknown)|"
    r"temporary problem deliver|trying to deliver|"
    r"duplicated message-id|invalid (?:user|recipient|address)|message (?:was|is) (?:undeliverable|rejected|returned)|(?:mail|message) has been returned because|returned to sender|"
    r"konnte nicht zugestellt|nicht zugestellt|n'a pas pu être (?:remis|distribu|livr)|no se (?:pudo|ha podido) entregar|non è stato (?:possibile )?(?:recapit|consegn)|"
    r"não pôde ser entregue|não foi possível entregar|kan niet worden bezorgd|nie można dostarczyć|nelze doručit|не может быть доставлено|не удалось доставить|"
    r"تعذر تسليم|لم يتم تسليم|失敗|存在しません|見つかりません|届けることができません|送信できません|被退回|无法投递|無法投遞|不存在|无法(?:发送|传送|送达)|無法(?:傳送|送達)|전송되지 못|배달할 수 없",
    re.IGNORECASE,
)
DELAYED: Final = re.compile(
    r"\bdelayed\b|not yet been delivered|could not send message for past|still (?:being )?retr|will (?:be )?retr(?:y|ied)|will continue|"
    r"delivery incomplete|has been postponed|\(delay\)|warning message only|verzögert|retardé|retrasad|ritardat|atrasad|opóźnion|задерж|отложен|تأخر|遅延|延迟|延遲|지연",
    re.IGNORECASE,
)
FOR_GOOD: Final = re.compile(
    r"\b5\.\d{1,3}\.\d{1,3}\b|\b55\d[ -]|permanent(?:ly)? (?:fatal )?(?:error|fail)|gave up|given up|giving up|\(failure\)|could not be delivered",
    re.IGNORECASE,
)
"""What is not tried again, whatever else is said."""
TRIED_AGAIN: Final = re.compile(
    r"(?<!no further )(?<!no further delivery )(?:delivery )?\battempts will (?:continue|be made)|will (?:be retried|continue to (?:try|retry|be made)|keep trying)|attempts? .{0,30}will continue|"
    r"not yet been delivered",
    re.IGNORECASE,
)
"""What is tried again, although it is said to have failed."""
RETURNED_BELOW: Final = re.compile(
    r"^[\W_]*(?:original|returned|returning|unsent|undelivered) (?:message|mail|e-?mail)(?: (?:below|follows|text|header)\w*)?[\W_]*$|"
    r"\bbelow (?:this|the next) line\b|\bcopy of (?:the|your|my)\b.{0,40}\b(?:message|mail|e-?mail)\b|"
    r"\b(?:original|unsent|returned) (?:message|mail|e-?mail)\b.{0,30}\bfollows?\b|\bmessage (?:headers?|text|body) follows?\b|"
    r"\bstart of (?:the )?(?:returned|original|undelivered)\b",
    re.IGNORECASE,
)
"""The line above the mail that came back, where it stands among the words."""
