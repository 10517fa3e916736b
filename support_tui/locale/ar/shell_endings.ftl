# ما يقال لنص برمجي يشغّل سطر الأوامر حين يكون شيء خطأ.

misuse-no-id-no-tag = { $word } ليس رقم محادثة ولا تغيير وسوم: اكتب +اسم أو -اسم.
misuse-not-in-console = { $option } لسطر الأوامر: support-tui في الصدفة.
misuse-not-together = لا يجتمع { $one } و{ $other }.

run-usage = الاستعمال: { $usage }
run-output-failed = تعذرت كتابة الخرج: { $reason }
run-file-failed = { $path }: { $reason }
run-not-utf8 = الدخل القياسي ليس نصا بترميز UTF-8: انظر البايت { $position }. يحوّله iconv -f ENCODING -t UTF-8.
run-word-not-utf8 = { $word } ليس نصا بترميز UTF-8.
run-one-id = { $count ->
    [0] لا رقم محادثة في الدخل القياسي.
   *[other] محادثة واحدة في كل مرة: xargs -n 1 support-tui { $verb } يأخذها واحدة بعد أخرى.
 }
run-no-config = لا يوجد ملف الإعدادات { $path }.
run-token-refused = الرمز في { $variable } غير مقبول: إما خاطئ أو انتهت مدته أو سُحب. support-server user token ينشئ رمزا جديدا. ({ $code })
run-no-server = يوجد رمز ولا يوجد خادم. اضبط SUPPORT_TUI_SERVER أو أعط --server URL.
run-until-reply = أن يجيب العميل
