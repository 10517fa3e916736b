# كلمات الأحداث، في المحادثة وفي سجل التغييرات.

list-comma = ،{" "}
list-semicolon = ؛{" "}
status-name = { $status ->
    [open] مفتوحة
    [in_progress] قيد المعالجة
    [awaiting_reply] بانتظار الرد
   *[closed] مغلقة
}
priority-name = { $priority ->
    [low] منخفضة
    [normal] عادية
    [high] مرتفعة
   *[urgent] عاجلة
}
rating-name = { $rating ->
    [good] جيد
   *[bad] سيئ
}
role-name = { $role ->
    [admin] مدير
    [agent] موظف
   *[viewer] مشاهد
}
folder-name = { $folder ->
    [inbox] الوارد
    [spam] مزعج
   *[trash] المهملات
}
delivery-name = { $state ->
    [queued] في الانتظار
    [held] موقوفة
    [sending] قيد الإرسال
    [accepted] مرسلة
    [delayed] متأخرة
    [delivered] وصلت
    [bounced] مرتدة
    [failed] فاشلة
    [maybe_sent] ربما أُرسلت
    [cancelled] مسحوبة
   *[no_channel] بلا قناة
}
actor-system = النظام
actor-channel = القناة
actor-customer = العميل
actor-agent = أحد الزملاء

event-by = { $name }: { $what }
event-before-after = { $before } ← { $after }
event-assigned = إسناد إلى { $name }
event-unassigned = إلغاء الإسناد
event-status = تغيير الحالة إلى { $status }
event-tags-added = إضافة الوسوم { $names }
event-tags-removed = إزالة الوسوم { $names }
event-followers-added = إضافة متابعين: { $names }
event-followers-removed = إزالة متابعين: { $names }
event-title = تغيير العنوان إلى «{ $title }»
event-priority = تغيير الأولوية إلى { $priority }
event-moved = نقل إلى { $mailbox }
event-folder = { $folder ->
    [inbox] إعادة إلى الوارد
    [spam] تعليم كمزعج
   *[trash] نقل إلى المهملات
}
event-snoozed = تأجيل حتى { $until }
event-awake = إنهاء التأجيل
event-rated = تقييم: { $rating }
event-unrated = سحب التقييم
event-cc = تغيير النسخة إلى { $names }
event-started = فتح المحادثة في { $mailbox }
event-imported = استورد المحادثة إلى { $mailbox }
event-message = { $kind ->
    [inbound] رسالة من العميل
    [reply] رد
   *[note] ملاحظة
}
event-delivery = { $state ->
    [queued] وضع الرد في الانتظار
    [held] إيقاف الرد: كتب العميل مجددًا
    [sending] بدء إرسال الرد
    [accepted] إرسال الرد
    [delayed] تأخّر وصول الرد
    [delivered] وصول الرد
    [bounced] ارتداد الرد
    [failed] تعذّر إرسال الرد
    [maybe_sent] ربما أُرسل الرد
    [cancelled] سحب الرد
   *[no_channel] لا قناة للرد
}
event-customer-created = تسجيل العميل { $name }
event-customer-edited = تعديل { $field } للعميل
event-customer-note = ملاحظة عن العميل
event-team-changed = تعديل الفريق { $name }
event-tag-changed = تعديل الوسم { $name }
event-agent-changed = تعديل الموظف { $name }
event-agent-disabled = تعطيل الموظف { $name }
event-agent-secret = { $what ->
    [password_set] تعيين كلمة مرور { $name }
    [token_made] إنشاء رمز لبرنامج باسم { $name }: { $label }
   *[tokens_revoked] إلغاء كل رموز { $name }
}
event-hidden = نقل خارج صناديقك

customer-field = { $field ->
    [name] الاسم
    [emails] البريد
    [phones] الهاتف
    [company] الشركة
    [title] المسمى الوظيفي
    [language] اللغة
    [time_zone] المنطقة الزمنية
    [location] المكان
    [greeting] التحية
   *[links] الروابط
}

log-title = تغييرات ‎#{ $id }
log-title-desk = تغييرات المكتب كله
log-loading = تُقرأ…
log-empty = لم يتغير شيء هنا بعد.
log-empty-filter = لا تغيير يطابق. c يمسح التصفية.
log-end = بداية السجل
log-keys = ↓ ↑ تنقل · Enter يفتح المحادثة · Esc رجوع
log-keys-desk = ↓ ↑ تنقل · Enter يفتح المحادثة · a من · t ماذا · c مسح · Esc رجوع
log-filter-agent = من { $name }
log-filter-type = { $name } فقط
log-agent-label = من
log-type-label = نوع التغيير
log-filter-hint = Enter يصفّي · Esc يتركه
log-no-such-agent = لا موظف بهذا الاسم.
log-no-such-type = لا نوع كهذا.
log-failed = تعذّرت قراءة السجل: { $reason }
log-type = { $type ->
    [conversation_started] محادثة
    [message_added] رسالة
    [delivery_changed] تسليم
    [status_changed] حالة
    [conversation_assigned] إسناد
    [followers_changed] متابعون
    [tags_changed] وسوم
    [title_changed] عنوان
    [priority_changed] أولوية
    [conversation_moved] صندوق
    [folder_changed] مجلد
    [snooze_changed] تأجيل
    [conversation_rated] تقييم
    [conversation_purged] حذف نهائي
    [cc_changed] نسخة
    [customer_created] عميل جديد
    [customer_edited] عميل
    [customer_note_added] ملاحظة عميل
    [mailbox_changed] صناديق
    [mailbox_secret_changed] أسرار الصناديق
    [team_changed] فرق
    [tag_changed] أسماء الوسوم
    [agent_secret_changed] كلمات المرور والرموز
    [view_changed] عروض محفوظة
    [tabs_arranged] ترتيب التبويبات
   *[agent_changed] موظفون
}
