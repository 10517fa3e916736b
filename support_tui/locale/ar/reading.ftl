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

reading-unreachable = الخادم لا يجيب الآن.
reading-no-source = لم تصل هذه الرسالة بالبريد، فلا مصدر لها.
reading-headers-title = ترويسات الرسالة { $id }
reading-raw-headers-title = ترويسات الرسالة { $id } كما وصلت
reading-source-title = مصدر الرسالة { $id }
reading-source-keys = h مفكوكة أو خام · B المصدر · s حفظ · / بحث · Esc رجوع
reading-file-keys = / بحث · Esc رجوع
reading-file-keys-within = d الملفات بداخله · / بحث · Esc رجوع
reading-field = { $name ->
    [from] من
    [to] إلى
    [cc] نسخة
    [date] التاريخ
    [name] الاسم
    [company] الشركة
    [title] الصفة
    [email] البريد
    [phone] الهاتف
    [address] العنوان
    [url] الويب
   *[note] ملاحظة
}
long-text-cut = لا يُعرض إلا البداية؛ احفظه لتراه كله.
long-text-hits = { $count ->
    [zero] لا أسطر
    [one] سطر واحد · n N للتنقل
    [two] سطران · n N للتنقل
    [few] { $count } أسطر · n N للتنقل
    [many] { $count } سطرًا · n N للتنقل
   *[other] { $count } سطر · n N للتنقل
}
links-title = { $count ->
    [zero] لا روابط
    [one] رابط واحد
    [two] رابطان
    [few] { $count } روابط
    [many] { $count } رابطًا
   *[other] { $count } رابط
}
links-keys = رقم أو j k للاختيار · Enter يفتح · y ينسخ · Esc
links-keys-copy = رقم أو j k للاختيار · Enter أو y ينسخ · Esc
links-misleading = تُظهر الكلمات عنوانًا غير الذي يقود إليه.
links-misleading-open = «{ $words }» يقود إلى { $host }. أتفتحه؟
links-opened = فُتح: { $host }
links-not-opened = تعذّر فتحه: { $reason }
files-of-one = { $count ->
    [zero] لا ملفات في هذه الرسالة
    [one] ملف واحد في هذه الرسالة
    [two] ملفان في هذه الرسالة
    [few] { $count } ملفات في هذه الرسالة
    [many] { $count } ملفًا في هذه الرسالة
   *[other] { $count } ملف في هذه الرسالة
}
files-of-all = { $count ->
    [zero] لا ملفات في هذه المحادثة
    [one] ملف واحد في هذه المحادثة
    [two] ملفان في هذه المحادثة
    [few] { $count } ملفات في هذه المحادثة
    [many] { $count } ملفًا في هذه المحادثة
   *[other] { $count } ملف في هذه المحادثة
}
files-within = { $count ->
    [zero] لا ملفات في { $name }
    [one] ملف واحد في { $name }
    [two] ملفان في { $name }
    [few] { $count } ملفات في { $name }
    [many] { $count } ملفًا في { $name }
   *[other] { $count } ملف في { $name }
}
files-keys = Enter قراءة · o فتح · s حفظ · S حفظ في… · A حفظ الكل · | إلى برنامج · a كل الرسائل · Esc
files-coming = { $name }: { $come } من { $total }
files-saved = { $count ->
    [zero] لم يُحفظ شيء في { $folder }
    [one] حُفظ ملف واحد في { $folder }
    [two] حُفظ ملفان في { $folder }
    [few] حُفظت { $count } ملفات في { $folder }
    [many] حُفظ { $count } ملفًا في { $folder }
   *[other] حُفظ { $count } ملف في { $folder }
}
files-not-saved = تعذّر الحفظ في { $folder }: { $reason }
files-folder-title = في أي مجلد تُحفظ؟
files-folder-hint = على الجهاز الذي تعمل عليه هذه الواجهة · Enter يحفظ
files-no-opener = لا يمكن فتح شيء هنا: لا توجد شاشة. s يحفظه، و | يعطيه لبرنامج.
files-open-danger = { $name }: { $danger }. أتفتحه مع ذلك؟
files-opened = فُتح: { $name }
files-pipe-title = لأي أمر يُعطى الملف؟
files-pipe-hint = سطر للصدفة؛ يصلها الملف على دخلها القياسي
files-too-large = هذا أكبر من { $limit }؛ احفظه بدلًا من ذلك.

event-redecoded = قرأ رسالة بالترميز { $charset }
charset-declared = كما وصلت
charset-of = { $who ->
    [arabic] العربية
    [western] غرب أوروبا
    [central] وسط أوروبا
    [cyrillic] الكيريلية
    [greek] اليونانية
    [turkish] التركية
    [hebrew] العبرية
    [chinese] الصينية
    [japanese] اليابانية
    [korean] الكورية
    [thai] التايلندية
   *[all] كل اللغات
}
redecode-title = بأي ترميز تُقرأ هذه الرسالة؟
redecode-preview = بالترميز { $charset }
redecode-keys = Enter يُبقيها للجميع · / بحث · Esc يتركها كما هي

head-message = الرسالة
head-size = الحجم
head-kind = النوع
head-danger = الخطر
head-file = الملف

picture-keys = Esc رجوع · s في القائمة يحفظها · o يفتحها
picture-not-installed = تُعرض الصور بالإضافة «images»: pip install 'support-tui[images]'. s يحفظها.
picture-not-shown = { $why ->
    [not_installed] تُعرض الصور بالإضافة «images».
    [too_large] هذه الصورة أكبر من أن تُعرض هنا.
   *[not_read] ليست هذه صورة يمكن قراءتها.
}
