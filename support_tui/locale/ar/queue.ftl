# ما ينتظر الإرسال، وما يُرسل لاحقًا، وما عاد.

queue-damaged = { $lines ->
    [zero] الملف الذي يحفظ ما ينتظر الإرسال تالف، والباقي يُرسل.
    [one] تلف سطر واحد من ملف ما ينتظر الإرسال، والباقي يُرسل.
    [two] تلف سطران من ملف ما ينتظر الإرسال، والباقي يُرسل.
    [few] تلفت { $lines } أسطر من ملف ما ينتظر الإرسال، والباقي يُرسل.
    [many] تلف { $lines } سطرًا من ملف ما ينتظر الإرسال، والباقي يُرسل.
   *[other] تلف { $lines } سطر من ملف ما ينتظر الإرسال، والباقي يُرسل.
} الملف التالف محفوظ: { $path }
queue-not-kept = تعذّرت كتابة ملف ما ينتظر الإرسال ({ $reason }): ما تفعله الآن يضيع إن أُغلق البرنامج. { $path }

coming-today = اليوم { $clock }
coming-tomorrow = غدًا { $clock }
coming-year = { $day } { $month } { $year } { $clock }
coming-theirs = { $mine }، بتوقيتهم { $theirs }
coming-reply = يرد العميل

phrase-means = حتى { $until }
phrase-empty = اكتب الوقت: { $hint }
phrase-unknown = «{ $word }» (الموضع { $at }) ليس وقتًا. اكتب { $hint }.
phrase-in-past = هذا الوقت قد مضى.
phrase-too-far = هذا أبعد من عشر سنوات.
phrase-no-zone = منطقة العميل الزمنية غير معروفة. يمكن إدخالها بجانب المحادثة.
phrase-suggestion = { $phrase }؟

later-title = متى تُرسل؟
later-means = يُرسل { $until }
later-choose-title = هذا الرد يُرسل لاحقًا
later-held-title = موقوف: كتب العميل مجددًا بعده
later-send-now = أرسله الآن
later-other-time = وقت آخر…
later-take-back = اسحبه ليعود النص مسودة
later-leave = اتركه كما هو
later-queued = يُرسل { $when }. { $undo_key } للتراجع.
later-sent-now = يُرسل الآن.
later-held = #{ $number } كتب { $name }: أُوقف ردك المقرر { $when }. { $key } للاختيار.
event-later = حدّد للرد أن يُرسل { $when }
later-held-many = { $n ->
    [zero] لا ردود موقوفة. { $key } للعرض.
    [one] رد واحد من ردودك موقوف: كتب العميل مجددًا. { $key } للاختيار.
    [two] ردان من ردودك موقوفان: كتب العميل مجددًا. { $key } للاختيار.
    [few] { $n } من ردودك موقوفة: كتب العملاء مجددًا. { $key } للاختيار.
    [many] { $n } من ردودك موقوفة: كتب العملاء مجددًا. { $key } للاختيار.
   *[other] { $n } من ردودك موقوفة: كتب العملاء مجددًا. { $key } للاختيار.
}
thread-leaves = يُرسل { $when }

queue-title = لم يُرسل بعد
queue-title-off = لم يُرسل بعد (ما عند الخادم منه غير معروف دون اتصال)
queue-nothing = أُرسل كل شيء.
queue-keys = Enter للفتح · b وقت آخر · s إرسال الآن أو مجددًا · y أُرسل فعلًا · x إخراج · Esc رجوع
queue-head = { $why ->
    [in_doubt] ربما أُرسل: إرسال مجددًا أم أُرسل فعلًا؟ ({ $n })
    [failed] تعذّر إرساله ({ $n })
    [returned] عاد ({ $n })
    [held] موقوف: كتب العميل مجددًا ({ $n })
    [again] تُعاد المحاولة تلقائيًا ({ $n })
    [paused] ينتظر صندوقه ({ $n })
    [waiting] ينتظر الاتصال ({ $n })
   *[later] يُرسل لاحقًا ({ $n })
}
queue-more = { $n ->
    [zero] ولا شيء غيرها
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $n } أخرى
    [many] و{ $n } غيرها
   *[other] و{ $n } غيرها
}
queue-not-scheduled = الوقت لرد يُرسل لاحقًا فقط.
queue-on-its-way = هو في الطريق في هذه اللحظة.
queue-may-be-done = خرج مرة ولم يأتِ جواب، فقد يكون نُفِّذ. أتخرجه من الانتظار مع ذلك؟
queue-taken-out = أُخرج من الانتظار.
queue-what = { $kind ->
    [send_reply] رد
    [answer_by_mail] جواب بالبريد
    [add_note] ملاحظة
    [forward_conversation] إعادة توجيه
    [start_conversation] محادثة جديدة
    [cancel_reply] سحب رد
    [reschedule_reply] وقت آخر لرد
    [confirm_sent] تسجيل كمرسل
    [retry_delivery] إعادة إرسال
    [set_status] الحالة
    [assign_conversation] الإسناد
    [change_followers] المتابعون
    [change_tags] الوسوم
    [redecode_message] ترميز رسالة
    [set_title] العنوان
    [set_priority] الأولوية
    [move_conversation] الصندوق
    [set_folder] المجلد
    [snooze_conversation] التأجيل
    [purge_conversation] حذف نهائي
    [edit_customer] العميل
    [add_customer_note] ملاحظة عن العميل
    [undo_request] تراجع
    [change_many] إجراء جماعي
    [merge_conversations] دمج
    [split_conversation] فصل
    [accept_participant] مشارك جديد
   *[other] تغيير
}

queue-quit = { $n ->
    [zero] كل شيء أُرسل. هل تريد الخروج؟
    [one] تغيير واحد لم يُرسل بعد. يُحفظ ويُرسل عند البدء التالي. هل تريد الخروج؟
    [two] تغييران لم يُرسلا بعد. يُحفظان ويُرسلان عند البدء التالي. هل تريد الخروج؟
    [few] { $n } تغييرات لم تُرسل بعد. تُحفظ وتُرسل عند البدء التالي. هل تريد الخروج؟
    [many] { $n } تغييرًا لم يُرسل بعد. تُحفظ وتُرسل عند البدء التالي. هل تريد الخروج؟
   *[other] { $n } تغيير لم يُرسل بعد. تُحفظ وتُرسل عند البدء التالي. هل تريد الخروج؟
}
line-since = دون اتصال منذ { $since }
line-waiting = { $n ->
    [zero] لا شيء ينتظر
    [one] واحد ينتظر
    [two] اثنان ينتظران
    [few] { $n } تنتظر
    [many] { $n } ينتظر
   *[other] { $n } ينتظر
}
line-returned = { $n ->
    [zero] لم يعد شيء
    [one] عاد واحد ({ $key })
    [two] عاد اثنان ({ $key })
    [few] عادت { $n } ({ $key })
    [many] عاد { $n } ({ $key })
   *[other] عاد { $n } ({ $key })
}
queue-kept-only = دون اتصال: يظهر المحفوظ على هذا الجهاز فقط.
login-again-title = انتهى تسجيل الدخول. كلمة مرور { $email }:
login-again-hint = Enter للدخول فيُرسل ما ينتظر · Esc: لاحقًا، بـ { $key }
login-again-unreachable = الخادم لا يجيب.
