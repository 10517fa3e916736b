# لوحة المحادثة.

thread-untitled = بلا عنوان
thread-nobody = لا أحد
thread-followers = { $count ->
    [zero] لا متابعين
    [one] متابع واحد
    [two] متابعان
    [few] { $count } متابعين
    [many] { $count } متابعًا
   *[other] { $count } متابع
}
thread-snoozed-until = مؤجلة حتى { $until }
thread-presence = { $activity ->
    [replying] يكتب { $name } ردًا
    [noting] يكتب { $name } ملاحظة
   *[viewing] { $name } في هذه المحادثة
}
thread-replied = إلى العميل
thread-note-label = ملاحظة
thread-note-privacy = يراها الزملاء فقط
thread-automatic = آلية
thread-saving = قيد الحفظ…
thread-sends-in-seconds = { $n ->
    [zero] تُرسل الآن
    [one] تُرسل بعد ثانية · z للتراجع
    [two] تُرسل بعد ثانيتين · z للتراجع
    [few] تُرسل بعد { $n } ثوانٍ · z للتراجع
    [many] تُرسل بعد { $n } ثانية · z للتراجع
   *[other] تُرسل بعد { $n } ثانية · z للتراجع
}
thread-sends-in = تُرسل بعد { $time }
thread-delivery = { $state ->
    [queued] على وشك الإرسال
    [held] موقوفة: كتب العميل مجددًا
    [sending] قيد الإرسال…
    [accepted] أُرسلت
    [delayed] تأخّر وصولها
    [delivered] وصلت
    [bounced] ارتدّت
    [failed] تعذّر الإرسال
    [maybe_sent] ربما أُرسلت
    [cancelled] سُحبت
   *[no_channel] لم تُرسل: لا توجد قناة
}
thread-quoted-lines = { $count ->
    [zero] … لا أسطر مقتبسة (T)
    [one] … سطر مقتبس واحد (T)
    [two] … سطران مقتبسان (T)
    [few] … { $count } أسطر مقتبسة (T)
    [many] … { $count } سطرًا مقتبسًا (T)
   *[other] … { $count } سطر مقتبس (T)
}
thread-absent-offline = لم تُقرأ هذه المحادثة على هذا الجهاز بعد. تأتي رسائلها حين يعود الاتصال.
thread-older = رسائل أقدم
thread-unread = جديد
thread-more-files = { $count ->
    [zero] … لا ملفات أخرى (d)
    [one] … ملف آخر (d)
    [two] … ملفان آخران (d)
    [few] … { $count } ملفات أخرى (d)
    [many] … { $count } ملفًا آخر (d)
   *[other] … { $count } ملف آخر (d)
}
thread-file-unnamed = ملف بلا اسم
thread-header-from = من
thread-header-to = إلى
thread-header-cc = نسخة
thread-header-title = الموضوع
thread-header-automatic = آلية
thread-header-number = الرسالة

thread-find-label = بحث
thread-find-hint = ↓ ↑ التالي والسابق · Enter يبقي النتائج · Esc ينهي
thread-find-count = { $number } من { $count } · n N للتنقل · Esc ينهي
thread-find-none = لا نتائج
thread-no-links = لا روابط في هذه الرسالة.
thread-no-files = لا ملفات في هذه الرسالة.
thread-nothing-to-retry = ليس في هذه الرسالة ما يعاد إرساله.
thread-title-label = العنوان
thread-title-hint = Enter يحفظ · Esc يتركه كما هو
thread-title-wrong = يتكون العنوان من 1 إلى { $limit } حرف.
