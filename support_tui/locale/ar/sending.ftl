# A reply on its way: what is said of it beside the states.

thread-partly = أُرسلت، ولم تصل إلى { $names }
thread-again = { $n ->
    [zero] لم تُرسل بعد، المحاولة التالية بعد { $time }
    [one] لم تُرسل بعد، المحاولة التالية بعد { $time }
    [two] لم تُرسل بعد محاولتين، التالية بعد { $time }
    [few] لم تُرسل بعد { $n } محاولات، التالية بعد { $time }
    [many] لم تُرسل بعد { $n } محاولة، التالية بعد { $time }
   *[other] لم تُرسل بعد { $n } محاولة، التالية بعد { $time }
}
thread-why-interrupted = توقّف الخادم أثناء الإرسال
thread-why-no-channel = لا قناة تخرج من الصندوق
thread-why-no-address = ليس للعميل عنوان

sending-maybe-title = ربما وصل هذا الرد: لم يصل جواب خادم البريد
sending-again = أرسله مرة أخرى
sending-again-hint = قد يصل مرتين
sending-was-sent = لقد أُرسل
sending-confirmed = سُجّل أنه أُرسل.
queue-not-in-doubt = لا يُسجَّل كمرسل إلا رد مشكوك في وصوله.

# Files and copies of what is being written.

cmd-composer-attach = إرفاق ملف…
cmd-composer-detach = إزالة ملف مرفق…
cmd-composer-bcc = نسخة مخفية (Bcc)
composer-field-bcc = نسخة مخفية
composer-files = الملفات:
composer-file-coming = يُرفع { $name }…
composer-files-coming = ما زال { $name } يُرفع.
composer-files-many = لا يُرسل مع الرسالة أكثر من { $n } ملفًا.
composer-files-large = حجم الملفات معًا { $size }، والحد { $limit }.
composer-files-forgotten = ذُكر مرفق ولا ملف. Alt+A يرفقه، وتكرار الإرسال يرسلها.
composer-files-none = لا ملف لإزالته.
attach-title = أي ملف يُرفق؟ اكتب المسار
attach-not-title = أي ملف لا يُرسل؟
attach-too-large = حجم { $name } هو { $size }، والحد { $limit }.
attach-unreadable = تعذّرت قراءة { $name }: { $reason }
attach-unreachable = تعذّر رفع { $name }: لا اتصال. أرفقه مجددًا حين يعود.

option-bcc = من تصله نسخة دون أن يعلم غيره، عناوين تفصلها فواصل
option-attach = ملف يُرسل معها، ويمكن تكراره
misuse-attach-in-console = هنا يُرفق الملف في المحرر بـ Alt+A.
run-files-too-large = حجم الملفات معًا كبير: الحد { $limit }.
run-file-unreadable = تعذّرت قراءة { $name }: { $reason }

# What stands against writing to an address.

context-undeliverable = البريد إلى { $email } يرتدّ
context-complained = اشتكى { $email } من بريدنا: لا يُرسل إليه شيء آلي
composer-undeliverable = البريد إليه يرتدّ: { $words }
composer-complained = بريدنا غير مرغوب فيه هناك
customer-warning = { $why ->
    [undeliverable] البريد إلى { $email } يرتدّ
   *[complained] { $email } لا يريد بريدًا
}

# The outbox on the command line.

verb-outbox = ما لم يُرسل بعد، ولماذا، ومتى المحاولة التالية
option-all = ردود الجميع، بقدر ما يُسمح لك برؤيته
head-state = الحالة
head-next-try = المحاولة التالية
head-reason = السبب
run-all-sent = أُرسل كل شيء.
run-outbox-more = هناك المزيد؛ هذه تحتاج إلى أحد أولًا.

# ما ينتظر لأن صندوقه متوقف.

sending-pause = { $pause ->
    [switched_off] الإرسال متوقف
   *[no_secret] كلمة مرور الإرسال غير مضبوطة
}
sending-waits = ينتظر
composer-pause = سينتظر: { $why }
action-reply-waits = ينتظر إلى أن يرسل الصندوق { $mailbox }: { $why }. التراجع: { $undo_key }
run-reply-waits = ينتظر إلى أن يرسل الصندوق { $mailbox }: { $why }.
