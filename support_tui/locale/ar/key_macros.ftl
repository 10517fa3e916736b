# مفاتيح مسجّلة تحت حرف وإعادتها.

cmd-view-record-keys = تسجيل المفاتيح أو إنهاء التسجيل
cmd-view-replay-keys = إعادة المفاتيح المسجّلة
cmd-view-key-macros = المفاتيح المسجّلة…

key-macro-title = المفاتيح المسجّلة
key-macro-delete = حذف
key-macro-steps = { $n ->
    [zero] لا خطوات: { $first }
    [one] خطوة واحدة: { $first }
    [two] خطوتان: { $first }
    [few] { $n } خطوات: { $first }
    [many] { $n } خطوة: { $first }
   *[other] { $n } خطوة: { $first }
}
key-macro-ask-record = التسجيل تحت أي حرف؟ Esc للخروج.
key-macro-ask-replay = إعادة أي حرف؟ العدد قبله يكرره، والمفتاح نفسه ثانيةً يعيد الأخير.
key-macro-recording = { $n ->
    [zero] يُسجَّل { $letter }، لا خطوات
    [one] يُسجَّل { $letter }، خطوة واحدة
    [two] يُسجَّل { $letter }، خطوتان
    [few] يُسجَّل { $letter }، { $n } خطوات
    [many] يُسجَّل { $letter }، { $n } خطوة
   *[other] يُسجَّل { $letter }، { $n } خطوة
}
key-macro-kept = { $n ->
    [zero] لا خطوات تحت { $letter }؛ { $key }{ $letter } للإعادة.
    [one] خطوة واحدة تحت { $letter }؛ { $key }{ $letter } يعيدها.
    [two] خطوتان تحت { $letter }؛ { $key }{ $letter } يعيدهما.
    [few] { $n } خطوات تحت { $letter }؛ { $key }{ $letter } يعيدها.
    [many] { $n } خطوة تحت { $letter }؛ { $key }{ $letter } يعيدها.
   *[other] { $n } خطوة تحت { $letter }؛ { $key }{ $letter } يعيدها.
}
key-macro-nothing = لم يُسجَّل شيء.
key-macro-none = لا مفاتيح مسجّلة. { $key } ثم حرف للبدء.
key-macro-nothing-under = لا شيء مسجّل تحت { $letter }.
key-macro-no-letter = ليس حرفًا: لم يحدث شيء.
key-macro-circle = { $letter } سيعيد نفسه أو يطول جدًا: لم يحدث شيء.
key-macro-deleted = حُذف { $letter }.
key-macro-damaged = تعذّرت قراءة المفاتيح المسجّلة. حُفظ الملف باسم { $path }.
key-macro-not-kept = المفاتيح المسجّلة ليست على القرص: { $reason }
key-macro-done = { $n ->
    [zero] لم تُعَد أي خطوة.
    [one] أُعيدت خطوة واحدة.
    [two] أُعيدت خطوتان.
    [few] أُعيدت { $n } خطوات.
    [many] أُعيدت { $n } خطوة.
   *[other] أُعيدت { $n } خطوة.
}
key-macro-stopped = انتهت الإعادة عند الخطوة { $n } من { $total }: { $reason }
key-macro-unknown = لم يعد هذا الأمر موجودًا.
key-macro-interrupted = أنهيتها أنت.
key-macro-refused = رُفضت الخطوة أو طُلب فيها شيء آخر.
key-macro-end-of-list = القائمة تنتهي هنا.
key-macro-field = النص لك أن تكتبه.
