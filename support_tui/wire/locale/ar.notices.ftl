# رسائل إلى الوكلاء: ماذا حدث، وكيف يُجاب عنه، ولماذا لم يُؤخذ جواب.

notice-above = اكتب جوابك فوق هذا السطر
notice-what = { $kind ->
    [mentioned] ذكرك { $name } في ‎#{ $number } «{ $title }».
    [assigned] { $n ->
        [zero] أسند إليك { $name } ‎#{ $number } «{ $title }».
        [one] أسند إليك { $name } ‎#{ $number } «{ $title }».
        [two] أسند إليك { $name } محادثتين، أولاهما ‎#{ $number } «{ $title }».
        [few] أسند إليك { $name } { $n } محادثات، أولاها ‎#{ $number } «{ $title }».
        [many] أسند إليك { $name } { $n } محادثة، أولاها ‎#{ $number } «{ $title }».
       *[other] أسند إليك { $name } { $n } محادثة، أولاها ‎#{ $number } «{ $title }».
    }
    [customer_wrote] كتب إليك { $name } في ‎#{ $number } «{ $title }».
    [send_failed] لم يصل رد في ‎#{ $number } «{ $title }».
    [colleague_wrote] كتب { $name } في محادثتك ‎#{ $number } «{ $title }».
    [snooze_over] { $n ->
        [zero] انتهى تأجيل ‎#{ $number } «{ $title }».
        [one] انتهى تأجيل ‎#{ $number } «{ $title }».
        [two] انتهى تأجيل محادثتين، أولاهما ‎#{ $number } «{ $title }».
        [few] انتهى تأجيل { $n } محادثات، أولاها ‎#{ $number } «{ $title }».
        [many] انتهى تأجيل { $n } محادثة، أولاها ‎#{ $number } «{ $title }».
       *[other] انتهى تأجيل { $n } محادثة، أولاها ‎#{ $number } «{ $title }».
    }
    [draft_taken] تولى { $name } مسودتك في ‎#{ $number } «{ $title }».
   *[followed] كتب { $name } في ‎#{ $number } «{ $title }» التي تتابعها.
}
notice-nobody = المكتب
notice-last-words = آخر ما كتب { $name }:
notice-left-out = […] البقية في المحادثة.
notice-more = { $n ->
    [zero] ولا شيء غير ذلك.
    [one] وحدث فيها أمر آخر.
    [two] وحدث فيها أمران آخران.
    [few] وحدثت فيها { $n } أمور أخرى.
    [many] وحدث فيها { $n } أمرا آخر.
   *[other] وحدث فيها { $n } أمر آخر.
}
notice-files = الملفات: { $names }
notice-how = أجب عن هذه الرسالة: ما تكتبه فوق السطر يذهب إلى العميل ردا منك بعد { $seconds } ثوان. ابدأ بكلمة «ملاحظة:» لتكتب إلى زملائك وحدهم، وسطر «/close» أو «/take» في البداية يغلق المحادثة أو يسندها إليك.
notice-no-answers = لا يمكن الرد على هذه الرسالة، فأجب في البرنامج من فضلك.
notice-where = المحادثة ‎#{ $number } · support-tui show { $number }
notice-why = تصلك هذه الرسالة لأنك لم تقرأ ذلك بعد، ولأنك طلبت أن تُبلَّغ بالبريد (g N في البرنامج).
notice-refused-title = لم يُرسل: { $subject }
notice-refused = لم تُرسل رسالتك «{ $subject }» في ‎#{ $number } إلى العميل: { $reason } وهي محفوظة في المكتب، ويستطيع المدير أن يراها.
notice-held = لم تُرسل رسالتك «{ $subject }» في ‎#{ $number } إلى العميل: { $reason } وهي ملاحظة في المحادثة، ومسودة لك فيها.
notice-refused-about-nothing = لم تُرسل رسالتك «{ $subject }» إلى العميل: { $reason } وهي محفوظة في المكتب، ويستطيع المدير أن يراها.
notice-refused-reason = { $reason ->
    [token] فهي لا تخص محادثة أبلغك المكتب بها.
    [sender] فقد جاءت من { $sender }، وليس هذا عنوان حسابك.
    [unproven] فلا شيء يثبت أنها منك (لم يشهد لها خادم بريد يثق به المكتب بنجاح DMARC).
    [no_access] فحسابك لا يستطيع الكتابة في هذه المحادثة.
    [empty] فلا شيء مكتوب فوق السطر.
    [command] فسطرها الأول ليس أمرا يعرفه المكتب، وهو يعرف ‎/close و‎/take.
    [unclear] فلا يُعرف أين ينتهي الجواب ويبدأ الإشعار، فاكتب فوق السطر.
    [too_large] فهي أكبر مما ينبغي.
    [doubled] فقد سبقتها رسالة أخرى لها Message-ID نفسه وكلمات غيرها.
    [off] فالمكتب لا يأخذ أجوبة بالبريد.
    [gone] فالمحادثة لم تعد موجودة.
    [answered] فقد ورد في هذه الأثناء رد من { $sender }.
    [wrote_again] فقد وردت في هذه الأثناء رسالة أخرى من { $sender }.
   *[refused] فقد رفضها المكتب: { $detail }
}
notice-stands-title = جواب بالبريد لم يُؤخذ: { $subject }
notice-stands = جاءت هذه الرسالة جوابا من { $name } عن إشعار بالمحادثة ‎#{ $number }. ولم تُرسل إلى العميل: { $reason } والرسالة كلها هي الملف أدناه. وهذا ما تقوله:
notice-stands-unknown = جاءت هذه الرسالة جوابا عن إشعار من المكتب. ولم تُرسل إلى أحد: { $reason } والرسالة كلها هي الملف أدناه. وهذا ما تقوله:
notice-stands-reason = { $reason ->
    [token] فرمزها ليس مما أعطاه المكتب.
    [sender] فقد جاءت من { $sender }، وليس هذا عنوان الوكيل.
    [unproven] فلا شيء يثبت أنها من الوكيل (لم يشهد لها خادم يثق به الصندوق بنجاح DMARC).
    [no_access] فالوكيل لا يستطيع الكتابة في تلك المحادثة.
    [empty] فلا شيء مكتوب فوق السطر.
    [command] فسطرها الأول ليس أمرا يعرفه المكتب.
    [unclear] فلا يُعرف أين ينتهي الجواب ويبدأ الإشعار.
    [too_large] فهي أكبر مما ينبغي.
    [doubled] فقد سبقتها رسالة أخرى لها Message-ID نفسه وكلمات غيرها.
    [off] فالمكتب لا يأخذ أجوبة بالبريد.
    [gone] فالمحادثة لم تعد موجودة.
   *[refused] فقد رفضها المكتب: { $detail }
}
