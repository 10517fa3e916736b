# قراءة البريد: ما يصحّ عن الرسالة سوى كلماتها، وروابطها وملفاتها وترويساتها ومصدرها.

reading-image = صورة { $number }
reading-seal = { $seal ->
    [pgp_signed] موقّعة بـ PGP، ولم يُتحقق من التوقيع.
    [pgp_encrypted] مشفّرة بـ PGP، ولا يمكن قراءتها هنا.
    [smime_signed] موقّعة بـ S/MIME، ولم يُتحقق من التوقيع.
   *[smime_encrypted] مشفّرة بـ S/MIME، ولا يمكن قراءتها هنا.
}
reading-invite = { $method ->
    [cancel] موعد أُلغي: { $summary }
    [reply] جواب على موعد: { $summary }
   *[request] موعد: { $summary }
}
reading-with-charset = قُرئت بالترميز { $charset }.
reading-outside-images = { $count ->
    [zero] لا صور خارج الرسالة.
    [one] صورة خارج الرسالة لم تُجلب.
    [two] صورتان خارج الرسالة لم تُجلبا.
    [few] { $count } صور خارج الرسالة لم تُجلب.
    [many] { $count } صورة خارج الرسالة لم تُجلب.
   *[other] { $count } صورة خارج الرسالة لم تُجلب.
}
reading-trackers = { $count ->
    [zero] لا صور تتبّع.
    [one] ولم تُجلب صورة تتبّع: { $hosts }
    [two] ولم تُجلب صورتا تتبّع: { $hosts }
    [few] ولم تُجلب صور تتبّع: { $hosts }
    [many] ولم تُجلب صور تتبّع: { $hosts }
   *[other] ولم تُجلب صور تتبّع: { $hosts }
}
reading-danger = { $danger ->
    [program] برنامج
    [disguised] برنامج باسم مضلِّل
    [macro] قد يحوي وحدات ماكرو
   *[page] صفحة قد تشغّل برامج
}
reading-automatic-folded = { $count ->
    [zero] … { $words }
    [one] … { $words } · سطر واحد
    [two] … { $words } · سطران
    [few] … { $words } · { $count } أسطر
    [many] … { $words } · { $count } سطرًا
   *[other] … { $words } · { $count } سطر
}
file-kind = { $kind ->
    [image] صورة
    [pdf] PDF
    [text] نص
    [document] مستند
    [sheet] جدول حسابي
    [slides] عرض تقديمي
    [archive] أرشيف
    [mail] رسالة بريد
    [invite] موعد
    [contact] جهة اتصال
    [audio] صوت
    [video] فيديو
    [page] صفحة ويب
    [program] برنامج
    [signature] توقيع
    [outlook] مغلّف Outlook
   *[other] ملف
}
