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
