# الإطار حول اللوحات: سطر الحالة والتنبيهات ومسار التنقل.

line-starting = جار البدء…
line-connecting = جار الاتصال…
line-catching-up = جار اللحاق بما فات…
line-live = متصل
line-offline = لا اتصال: ما حُمّل يُقرأ، والتغييرات تنتظر.
line-logged-out = انتهى تسجيل الدخول: التغييرات تنتظر.
line-distrusted = يعرض هذا الخادم شهادة غير التي وثقت بها، فلا يُرسل شيء. إن كان ذلك صحيحا فسجل الخروج ثم الدخول.
line-retry = { $n ->
    [zero] المحاولة التالية الآن.
    [one] المحاولة التالية بعد ثانية.
    [two] المحاولة التالية بعد ثانيتين.
    [few] المحاولة التالية بعد { $n } ثوان.
    [many] المحاولة التالية بعد { $n } ثانية.
   *[other] المحاولة التالية بعد { $n } ثانية.
}
line-pending = { $n ->
    [zero] لا تغييرات في الطريق
    [one] تغيير واحد في الطريق
    [two] تغييران في الطريق
    [few] { $n } تغييرات في الطريق
    [many] { $n } تغييرا في الطريق
   *[other] { $n } تغيير في الطريق
}

frame-too-small = يحتاج support-tui إلى { $width }×{ $height } خلية، ولهذه النافذة { $now_width }×{ $now_height }.
frame-crumb-marked = محدد: { $n }
frame-crumb-customer = العميل
frame-crash = توقف support-tui بسبب خطأ في البرنامج. ما كتبته محفوظ مسودة. المرجع { $reference }، والتفاصيل في { $path }
frame-copied = نُسخ.
frame-copy-off = لم يُنسخ: النسخ معطل في الإعدادات.
frame-copy-failed = لم يُنسخ: لم يأخذه { $program }.
frame-link-shown = افتحه حيث متصفحك: { $url }
frame-announce-one = كتب { $name }
frame-announce-many = { $n ->
    [zero] لم يكتب أي عميل
    [one] كتب عميل في محادثة واحدة
    [two] كتب عملاء في محادثتين
    [few] كتب عملاء في { $n } محادثات
    [many] كتب عملاء في { $n } محادثة
   *[other] كتب عملاء في { $n } محادثة
}
frame-way-out = { $key } للخروج من البرنامج.
frame-no-shell = لا توجد هنا صدفة تستطيع إعادة البرنامج.
frame-no-editor = لم يُحدد محرر: ضع اسمه في EDITOR.
frame-editor-failed = انتهى المحرر بخطأ، والنص كما كان.
frame-not-here = غير ممكن هنا: { $reason }
frame-failed = لم ينجح { $what } بسبب خطأ في البرنامج. المرجع { $reference }.
frame-link-copied = نُسخ الرابط، افتحه حيث متصفحك: { $url }
frame-file-saved = حُفظ في { $path }
